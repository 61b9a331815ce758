import type { PgBoss } from 'pg-boss';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '#db/connection.ts';
import { countQueries, testDatabase, urlOf } from '#db/testing.ts';
import { ProviderFailure } from '../failure.ts';
import { countWork, createQueue, startQueue } from './pg-boss-queue.ts';
import { drainQueue, stopQueue, type WorkHandlers, workQueue } from './work-queue.ts';
import { deadLettersOf, WORK_NAMES } from './work-settings.ts';

const log = { error() {}, warn() {} };
const db = await testDatabase();
const boss = await startQueue(db, { isSupervisor: false, log });
const queue = createQueue(boss);
afterAll(() => stopQueue(boss));
beforeEach(async () => {
  await db.raw('delete from pgboss.job');
  await boss.updateQueue('send-letter', { retryLimit: 10, retryDelay: 2, retryBackoff: true });
});

const letter = (number: number) => ({ letterId: `letter-${number}` });
const waitingLetters = async () => (await countWork(db)).find(work => work.name === 'send-letter')!.waiting;

describe('writing work', () => {
  it('committed with the change, it waits; rolled back with the change, it never was', async () => {
    await db.transaction(trx => queue.enqueue(trx, 'send-letter', letter(1)));
    const failing = db.transaction(async trx => {
      await queue.enqueue(trx, 'send-letter', letter(2));
      throw new Error('the order was refused');
    });
    await expect(failing).rejects.toThrow('the order was refused');
    expect(await boss.fetch('send-letter', { batchSize: 10 })).toMatchObject([{ data: letter(1) }]);
  });

  it('costs one statement', async () => {
    const { queries } = await db.transaction(trx => {
      return countQueries(trx as never, () => queue.enqueue(trx, 'send-letter', letter(1)));
    });
    expect(queries).toHaveLength(1);
  });

  it('the same key waits once', async () => {
    const options = { singletonKey: 'product-7' };
    await queue.enqueue(db, 'sync-search', { productIds: ['7'] }, options);
    await queue.enqueue(db, 'sync-search', { productIds: ['7'] }, options);
    await queue.enqueue(db, 'sync-search', { productIds: ['8'] }, { singletonKey: 'product-8' });
    const jobs = await boss.fetch('sync-search', { batchSize: 10 });
    expect(jobs.map(job => (job.data as { productIds: string[] }).productIds[0]).sort()).toEqual(['7', '8']);
    await queue.enqueue(db, 'sync-search', { productIds: ['7'] }, options);
    expect(await boss.fetch('sync-search', { batchSize: 10 })).toHaveLength(1);
  });

  it('work for later is not done now', async () => {
    await queue.enqueue(db, 'send-letter', letter(1), { startAfter: new Date(Date.now() + 60_000) });
    expect(await boss.fetch('send-letter')).toEqual([]);
    expect(await waitingLetters()).toBe(1);
  });
});

describe('doing work', () => {
  it('committed work is done once', async () => {
    const done: string[] = [];
    const all = Promise.withResolvers<void>();
    await withWorker(
      {
        async 'send-letter'({ letterId }) {
          done.push(letterId);
          if (done.length === 20) all.resolve();
        },
      },
      async () => {
        await db.transaction(async trx => {
          for (let number = 1; number <= 20; number += 1) await queue.enqueue(trx, 'send-letter', letter(number));
        });
        await all.promise;
      },
    );
    expect(new Set(done).size).toBe(20);
    expect(done).toHaveLength(20);
    expect(await countWork(db)).toContainEqual({ name: 'send-letter', waiting: 0, running: 0, dead: 0 });
  });

  it('two workers share the work and do no piece twice', async () => {
    const done: string[] = [];
    const all = Promise.withResolvers<void>();
    const handlers: WorkHandlers = {
      async 'send-letter'({ letterId }) {
        done.push(letterId);
        if (done.length >= 40) all.resolve();
      },
    };
    await Promise.all(Array.from({ length: 40 }, (_, number) => queue.enqueue(db, 'send-letter', letter(number))));
    await withWorker(handlers, () => withWorker(handlers, () => all.promise));
    expect(done.toSorted()).toEqual([...new Set(done)].toSorted());
  });

  it('a handler that throws is tried again, then its work lies with the dead letters', async () => {
    const attempts: number[] = [];
    const last = Promise.withResolvers<void>();
    await withWorker(
      {
        async 'send-letter'(_payload, attempt) {
          attempts.push(attempt.number);
          if (attempt.number === 3) last.resolve();
          throw new Error(`try ${attempt.number} failed`);
        },
      },
      async () => {
        await boss.updateQueue('send-letter', { retryLimit: 2, retryDelay: 0, retryBackoff: false });
        await queue.enqueue(db, 'send-letter', letter(1));
        await last.promise;
      },
    );
    expect(attempts).toEqual([1, 2, 3]);
    const [dead] = await boss.fetch(deadLettersOf('send-letter'), { includeMetadata: true });
    expect(dead).toMatchObject({ data: letter(1), sourceOutput: { message: 'try 3 failed' } });
  });

  it('one bad piece does not spoil its batch', async () => {
    const done: string[] = [];
    for (let number = 1; number <= 3; number += 1) await queue.enqueue(db, 'send-letter', letter(number));
    await drainQueue(
      boss,
      {
        async 'send-letter'({ letterId }) {
          if (letterId === 'letter-2') throw new Error('no such letter');
          done.push(letterId);
        },
      },
      log,
    );
    expect(done.sort()).toEqual(['letter-1', 'letter-3']);
    expect(await waitingLetters()).toBe(1);
  });

  it('what a vendor refused is not tried again', async () => {
    const refuse: WorkHandlers = {
      async 'send-letter'() {
        throw new ProviderFailure('smtp', 'refused', 'EENVELOPE', 'No such mailbox');
      },
    };
    await queue.enqueue(db, 'send-letter', letter(1));
    expect(await drainQueue(boss, refuse, log)).toBe(1);
    expect(await countWork(db)).toContainEqual({ name: 'send-letter', waiting: 0, running: 0, dead: 1 });
    await queue.enqueue(db, 'send-letter', letter(2));
    const refused = Promise.withResolvers<void>();
    await withWorker(
      {
        async 'send-letter'() {
          refused.resolve();
          throw new ProviderFailure('smtp', 'refused', 'EENVELOPE', 'No such mailbox');
        },
      },
      () => refused.promise,
    );
    expect(await countWork(db)).toContainEqual({ name: 'send-letter', waiting: 0, running: 0, dead: 2 });
  });

  it('stopping waits for what runs', async () => {
    const started = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    let ended = false;
    const worker = await startQueue(db, { isSupervisor: false, log });
    await workQueue(
      worker,
      {
        async 'send-letter'() {
          started.resolve();
          await mayEnd.promise;
          ended = true;
        },
      },
      { log },
    );
    await queue.enqueue(db, 'send-letter', letter(1));
    await started.promise;
    const stopped = stopQueue(worker);
    mayEnd.resolve();
    await stopped;
    expect(ended).toBe(true);
    expect(await countWork(db)).toContainEqual({ name: 'send-letter', waiting: 0, running: 0, dead: 0 });
  });

  it('work whose worker died is given to another when its lease is over', async () => {
    await queue.enqueue(db, 'send-letter', letter(1));
    await boss.fetch('send-letter');
    await db.raw(`update pgboss.job set started_on = now() - interval '1 day' where state = 'active'`);
    await boss.supervise('send-letter');
    expect(await waitingLetters()).toBe(1);
  });
});

describe('starting', () => {
  it('two processes at once make each queue once', async () => {
    await db.raw('delete from pgboss.queue');
    const pools = [1, 2].map(() => connect(urlOf(db), { poolSize: 2 }));
    const started = await Promise.all(pools.map(pool => startQueue(pool, { isSupervisor: true, log })));
    expect((await boss.getQueues()).map(one => one.name).sort()).toEqual(
      WORK_NAMES.flatMap(name => [name, deadLettersOf(name)]).sort(),
    );
    await Promise.all(started.map(one => stopQueue(one)));
    await Promise.all(pools.map(pool => pool.destroy()));
  });

  it('changed settings reach the queues of an older start', async () => {
    await boss.updateQueue('send-letter', { retryLimit: 99 });
    await stopQueue(await startQueue(db, { isSupervisor: false, log }));
    expect((await boss.getQueue('send-letter'))!.retryLimit).toBe(10);
  });
});

async function withWorker(handlers: WorkHandlers, during: (worker: PgBoss) => Promise<void>): Promise<void> {
  const worker = await startQueue(db, { isSupervisor: false, log });
  await workQueue(worker, handlers, { log, pollingIntervalSeconds: 0.5 });
  try {
    await during(worker);
  } finally {
    await stopQueue(worker);
  }
}
