import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it, vi } from 'vitest';
import { testDatabase, urlOf } from '#db/testing.ts';

// Each case starts processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 90_000 });
const db = await testDatabase();

it('the jobs process keeps the time, works the queue, tells how it is, and drains', async () => {
  const port = await freePort();
  const child = spawn(process.execPath, ['jobs/index.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: urlOf(db),
      STACKR_MODE: 'demo',
      JOBS_METRICS_PORT: String(port),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const at = `http://127.0.0.1:${port}`;
  await healthy(child, `${at}/health`);
  const [event] = await db('webhook_events')
    .insert({
      provider: 'easypost',
      event_id: 'evt_1',
      type: 'batch.created',
      payload: { tracker: null },
      occurred_at: new Date(),
    })
    .returning('id');
  await db.raw(
    `insert into pgboss.job (name, data, policy, retry_limit, dead_letter)
     select name, ?, policy, 2, dead_letter from pgboss.queue where name = 'apply-easypost-event'`,
    [JSON.stringify({ webhookEventId: event.id })],
  );
  await applied(event.id);
  const metrics = await (await fetch(`${at}/metrics`)).text();
  expect(metrics).toContain('stackr_queue_work{name="send-letter",state="waiting"} 0');
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});

async function healthy(child: ChildProcess, url: string): Promise<void> {
  const isUp = () =>
    fetch(url).then(
      response => response.ok,
      () => false,
    );
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`The jobs process ended with ${child.exitCode}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

async function applied(eventId: string): Promise<void> {
  while (!(await db('webhook_events').where({ id: eventId }).whereNotNull('applied_at').first('id')))
    await new Promise(resolve => setTimeout(resolve, 50));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
