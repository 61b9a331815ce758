import type { Knex } from 'knex';
import { fromKnex, PgBoss } from 'pg-boss';
import { type Db, isEmbedded } from '#db/connection.ts';
import type { EnqueueOptions, Queue, QueuedWork, WorkName } from './queue.ts';
import { deadLettersOf, WORK_NAMES, WORK_SETTINGS, type WorkSettings } from './work-settings.ts';

export interface QueueLog {
  error(context: object, message: string): void;
  warn(context: object, message: string): void;
}

/**
 * Opens the queue over our own pool. Its tables come from a migration (…_create_queue.sql), so any number of processes
 * may start at once; the queues are upserted here, which is safe as well. isSupervisor: this process also returns work
 * whose lease ran out and clears away what is done (the jobs process does, the service does not).
 */
export async function startQueue(db: Knex, options: { isSupervisor: boolean; log: QueueLog }): Promise<PgBoss> {
  const { isSupervisor, log } = options;
  const boss = new PgBoss({
    db: fromKnex(db),
    schema: 'pgboss',
    migrate: false,
    schedule: false,
    supervise: isSupervisor,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    // The embedded database is one session: no rebuilding of indexes beside it.
    reindex: isSupervisor && !(await isEmbedded(db)),
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  boss.on('error', error => log.error({ err: error }, 'The queue failed'));
  boss.on('warning', warning => log.warn({ warning }, 'The queue warns'));
  await boss.start();
  await makeQueues(boss);
  return boss;
}

async function makeQueues(boss: PgBoss): Promise<void> {
  const present = new Map((await boss.getQueues()).map(queue => [queue.name, queue]));
  for (const name of WORK_NAMES) {
    const wanted = queueOptions(name, WORK_SETTINGS[name]);
    const found = present.get(name);
    if (!found) {
      await boss.createQueue(deadLettersOf(name), { retentionSeconds: 90 * 86_400 });
      await boss.createQueue(name, wanted);
    } else if (Object.entries(wanted).some(([key, value]) => found[key as keyof typeof wanted] !== value)) {
      await boss.updateQueue(name, wanted);
    }
  }
}

function queueOptions(name: WorkName, { retryDelay, retryDelayMax, retryLimit, expireInSeconds }: WorkSettings) {
  return {
    retryDelay,
    retryDelayMax,
    retryLimit,
    expireInSeconds,
    retryBackoff: true,
    deleteAfterSeconds: 86_400,
    deadLetter: deadLettersOf(name),
  };
}

export function createQueue(boss: PgBoss): Queue {
  return {
    async enqueue<Name extends WorkName>(db: Db, name: Name, payload: QueuedWork[Name], options: EnqueueOptions = {}) {
      const { singletonKey, startAfter } = options;
      const settings = { db: fromKnex(db), ...(startAfter && { startAfter }) };
      if (singletonKey === undefined) {
        await boss.send(name, payload, settings);
        return;
      }
      // Waiting work of this key is rewritten rather than left alone: the write locks it, so that no worker takes it
      // before our transaction ends and reads what was there before. Same key must therefore mean same payload.
      await boss.upsert(name, payload, { ...settings, singletonKey });
    },
  };
}

/** What waits, runs and lies dead, by kind of work: for metrics and the panel. */
export async function countWork(db: Db): Promise<{ name: WorkName; waiting: number; running: number; dead: number }[]> {
  const { rows } = await db.raw<{ rows: { name: string; waiting: number; running: number }[] }>(`
    select name,
      (count(*) filter (where state in ('created', 'retry')))::int as waiting,
      (count(*) filter (where state = 'active'))::int as running
    from pgboss.job where state in ('created', 'retry', 'active') group by name`);
  const counted = new Map(rows.map(row => [row.name, row]));
  return WORK_NAMES.map(name => ({
    name,
    waiting: counted.get(name)?.waiting ?? 0,
    running: counted.get(name)?.running ?? 0,
    dead: counted.get(deadLettersOf(name))?.waiting ?? 0,
  }));
}
