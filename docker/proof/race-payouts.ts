import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Processes that all start the batch of a night when they are told. */
export async function openRacers(count: number, environment: { DATABASE_URL: string; STRIPE_URL: string }) {
  const racers = Array.from({ length: count }, () =>
    fork(fileURLToPath(new URL('payout-racer.ts', import.meta.url)), { env: { ...process.env, ...environment } }),
  );
  await Promise.all(racers.map(racer => once(racer, 'message')));
  return {
    /** How the run of each ended: 'finished', 'busy' (another one is at it), or 'failed: …'. */
    race: async (night: string): Promise<string[]> =>
      Promise.all(
        racers.map(async racer => {
          const answer = once(racer, 'message');
          racer.send(night);
          return String((await answer)[0]);
        }),
      ),
    async stop() {
      const ends = racers.map(racer => once(racer, 'exit'));
      for (const racer of racers) racer.disconnect();
      await Promise.all(ends);
    },
  };
}
