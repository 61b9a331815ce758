// Minutes, hours, days, months, weekdays: a number, * or */n each, in UTC.
const MINUTE_MS = 60_000;
const A_YEAR_OF_MINUTES = 366 * 24 * 60;

/** The latest moment at or before this one for which the timetable calls. */
export function latestSlot(cron: string, at: Date): Date {
  const fields = cron.split(' ');
  let moment = Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
  for (let minutes = 0; minutes <= A_YEAR_OF_MINUTES; minutes += 1, moment -= MINUTE_MS) {
    if (calls(fields, new Date(moment))) return new Date(moment);
  }
  throw new Error(`The timetable never calls at "${cron}"`);
}

function calls(fields: string[], at: Date): boolean {
  const clock = [at.getUTCMinutes(), at.getUTCHours(), at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCDay()];
  return clock.every((value, index) => matches(fields[index]!, value));
}

function matches(field: string, value: number): boolean {
  if (field === '*') return true;
  return field.startsWith('*/') ? value % Number(field.slice(2)) === 0 : value === Number(field);
}
