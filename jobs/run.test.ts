import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it, vi } from 'vitest';
import { testDatabase, urlOf } from '#db/testing.ts';

// Each case starts processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 90_000 });
const db = await testDatabase();

/** What the worker of a job says at its end. */
async function work(job: string): Promise<unknown> {
  const env = { ...process.env, DATABASE_URL: urlOf(db), STACKR_MODE: 'demo', LOG_LEVEL: 'silent' };
  const worker = new Worker(new URL(`./${job}.ts`, import.meta.url), { env, execArgv: [] });
  const [message] = await once(worker, 'message');
  await worker.terminate();
  return message;
}

it('a job does its work once in its slot, and writes down how it ended', async () => {
  expect(await Promise.all([work('prepare-partitions'), work('prepare-partitions')])).toEqual(['done', 'done']);
  expect(await work('prepare-partitions')).toBe('done');
  const runs = await db('job_runs').select('job', 'status', 'error');
  expect(runs).toEqual([{ job: 'prepare-partitions', status: 'succeeded', error: null }]);
  const { rows } = await db.raw("select count(*) from pg_inherits where inhparent = 'analytics_events'::regclass");
  expect(rows[0].count).toBe(4);
});

it('a job that fails says why, and is taken up again', async () => {
  await db.raw('alter table idempotency_keys rename to idempotency_keys_gone');
  expect(await work('clean-up')).toBe('done');
  expect(await db('job_runs').where({ job: 'clean-up' }).first('status', 'error')).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('idempotency_keys'),
  });
  await db.raw('alter table idempotency_keys_gone rename to idempotency_keys');
  await work('clean-up');
  expect(await db('job_runs').where({ job: 'clean-up' }).first('status', 'error')).toEqual({
    status: 'succeeded',
    error: null,
  });
});
