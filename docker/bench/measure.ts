/** What a closed loop saw: milliseconds of each operation, and the first errors in words. */
export interface Measured {
  operations: number;
  errors: number;
  firstErrors: string[];
  seconds: number;
  p50: number;
  p95: number;
  p99: number;
}

export function summarize(times: number[], errors: string[], seconds: number): Measured {
  const sorted = times.toSorted((one, other) => one - other);
  const percentile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    operations: times.length,
    errors: errors.length,
    firstErrors: [...new Set(errors)].slice(0, 3),
    seconds,
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
  };
}

/** Each client begins its next operation when the last one was answered, until the time is over. */
export async function closedLoop<Client>(
  clients: Client[],
  seconds: number,
  run: (client: Client) => Promise<void>,
): Promise<Measured> {
  const times: number[] = [];
  const errors: string[] = [];
  const begin = performance.now();
  const end = begin + seconds * 1000;
  await Promise.all(
    clients.map(async client => {
      while (performance.now() < end) {
        const startedAt = performance.now();
        try {
          await run(client);
          times.push(performance.now() - startedAt);
        } catch (error) {
          errors.push(error instanceof Error ? error.message : String(error));
        }
      }
    }),
  );
  return summarize(times, errors, (performance.now() - begin) / 1000);
}
