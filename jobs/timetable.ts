import { fileURLToPath } from 'node:url';
import Bree from 'bree';
import { missedSlots } from '#backoffice/commerce/job/index.ts';
import type { Services } from '#backoffice/services.ts';
import { latestSlot } from './cron.ts';
import { timetable } from './schedule.ts';

const STOP_WITHIN_MS = 18_000;
const CATCH_UP_EVERY_MS = 10 * 60_000;

/** Starts a worker thread for each job whenever its time comes, and for what was missed while nobody kept the time. */
export async function startTimetable({ db, log, now }: Services): Promise<{ stop(): Promise<void> }> {
  const bree = new Bree({
    root: fileURLToPath(new URL('.', import.meta.url)),
    defaultExtension: 'ts',
    acceptedExtensions: ['.ts'],
    doRootCheck: false,
    timezone: 'UTC',
    logger: false,
    jobs: timetable.map(({ name, cron }) => ({ name, cron, timezone: 'UTC' })),
    errorHandler: (error, worker) => {
      if (!isStopping) log.error({ err: error, job: worker?.name }, 'job worker failed');
    },
  });
  let isStopping = false;
  const catchUp = async () => {
    const slots = timetable.map(({ name, cron }) => ({ job: name, slot: latestSlot(cron, now()) }));
    for (const job of await missedSlots(db, slots, now())) {
      if (!isStopping && !bree.workers.has(job)) await bree.run(job);
    }
  };
  await bree.start();
  await catchUp();
  const again = setInterval(() => catchUp().catch(err => log.error({ err }, 'catching up failed')), CATCH_UP_EVERY_MS);
  return {
    async stop() {
      isStopping = true;
      clearInterval(again);
      await Promise.race([bree.stop(), new Promise(resolve => setTimeout(resolve, STOP_WITHIN_MS).unref())]);
    },
  };
}
