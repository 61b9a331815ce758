import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss';
import { ProviderFailure } from '../failure.ts';
import type { QueueLog } from './pg-boss-queue.ts';
import type { QueuedWork, WorkName } from './queue.ts';
import { WORK_NAMES, WORK_SETTINGS } from './work-settings.ts';

export interface Attempt {
  workId: string;
  /** From 1. */
  number: number;
  /** Aborts when the lease has run out or the process stops. */
  signal: AbortSignal;
}

export type WorkHandlers = {
  [Name in WorkName]?: (payload: QueuedWork[Name], attempt: Attempt) => Promise<void>;
};

export interface WorkQueueOptions {
  log: QueueLog;
  /** Instead of each kind's own (work-settings.ts). */
  concurrency?: number;
  pollingIntervalSeconds?: number;
}

/**
 * Does queued work with these handlers until boss.stop(). A handler that throws is tried again with growing pauses, then
 * its work goes to the dead letters; what a vendor refused goes there at once, because it will refuse it again.
 */
export async function workQueue(boss: PgBoss, handlers: WorkHandlers, options: WorkQueueOptions): Promise<void> {
  for (const name of namesOf(handlers)) {
    const settings = { ...WORK_SETTINGS[name], ...options };
    const work = {
      batchSize: settings.concurrency,
      // A full batch means there is more: no pause between batches then.
      burstWhenBatchFull: settings.concurrency > 1,
      pollingIntervalSeconds: settings.pollingIntervalSeconds,
      includeMetadata: true,
      perJobResults: true,
    } as const;
    await boss.work(name, work, (jobs: Job[]) => doAll(name, jobs, handlers, options.log));
  }
}

/** Stops taking work, waits for what runs, and gives back what did not end in time. */
export async function stopQueue(boss: PgBoss, timeoutMs = 20_000): Promise<void> {
  await boss.stop({ graceful: true, timeout: timeoutMs });
}

/** Does all work that is due, here and now, and returns how much: for tests and simulated days, which do not wait. */
export async function drainQueue(boss: PgBoss, handlers: WorkHandlers, log: QueueLog): Promise<number> {
  let done = 0;
  for (let before = -1; before < done; ) {
    before = done;
    for (const name of namesOf(handlers)) {
      const jobs: Job[] = await boss.fetch(name, { batchSize: 50, includeMetadata: true });
      for (const { id, status, output } of await doAll(name, jobs, handlers, log)) {
        if (status === 'deadletter') await spendTries(boss, id);
        if (status === 'completed') await boss.complete(name, id);
        else await boss.fail(name, id, output as object);
      }
      done += jobs.length;
    }
  }
  return done;
}

async function spendTries(boss: PgBoss, id: string): Promise<void> {
  await boss.getDb().executeSql('update pgboss.job set retry_limit = retry_count where id = $1', [id]);
}

type Job = JobWithMetadata<QueuedWork[WorkName]>;

const namesOf = (handlers: WorkHandlers) => WORK_NAMES.filter(name => handlers[name]);

function doAll(name: WorkName, jobs: Job[], handlers: WorkHandlers, log: QueueLog): Promise<JobResult[]> {
  // The name chose both the handler and the payload, which the types cannot follow.
  const handler = handlers[name] as (payload: unknown, attempt: Attempt) => Promise<void>;
  return Promise.all(
    // What drainQueue fetched by itself has no lease that a timer watches.
    jobs.map(async ({ id, data, retryCount, retryLimit, signal = never }): Promise<JobResult> => {
      try {
        await handler(data, { workId: id, number: retryCount + 1, signal });
        return { id, status: 'completed' };
      } catch (error) {
        const isHopeless = error instanceof ProviderFailure && error.kind === 'refused';
        const isLast = isHopeless || retryCount >= retryLimit;
        log[isLast ? 'error' : 'warn'](
          { err: error, work: name, workId: id, payload: data, attempt: retryCount + 1 },
          isLast ? 'Queued work went to the dead letters' : 'Queued work failed and will be tried again',
        );
        return { id, status: isHopeless ? 'deadletter' : 'failed', output: detailsOf(error) };
      }
    }),
  );
}

const never = new AbortController().signal;

function detailsOf(error: unknown): object {
  return error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack }
    : { message: String(error) };
}
