const DAY_MS = 86_400_000;
const WEEKS = 13;

/** The last thirteen weeks, empty ones too, each named by its first day: a chart with gaps left out would lie about time. */
export function weeksOf(points: { day: string; cents: number }[], today: string): { day: string; cents: number }[] {
  const first = Date.parse(today) - (WEEKS * 7 - 1) * DAY_MS;
  const weeks = Array.from({ length: WEEKS }, (_, index) => ({
    day: new Date(first + index * 7 * DAY_MS).toISOString().slice(0, 10),
    cents: 0,
  }));
  for (const { day, cents } of points) {
    const week = weeks[Math.floor((Date.parse(day) - first) / (7 * DAY_MS))];
    if (week) week.cents += cents;
  }
  return weeks;
}
