import { hostname } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { finishRun, takeSlot } from '#backoffice/commerce/job/index.ts';
import { readConfig } from '#backoffice/config.ts';
import { createServices, type Services } from '#backoffice/services.ts';
import { connect, urlAs } from '#db/connection.ts';
import { latestSlot } from './cron.ts';
import { timetable } from './schedule.ts';

/**
 * What every job file calls in its worker: takes the slot, does the work, writes down how it ended. Every machine's clock starts a
 * worker; the unique slot lets one of them work.
 */
export async function runJob(name: string, work: (services: Services) => Promise<unknown>): Promise<void> {
  const asked = keepToTheEnd();
  await runSlot(name, work);
  parentPort?.postMessage(asked.toStop ? 'cancelled' : 'done');
}

/** Half a job helps nobody: when the process stops, the worker ends its work first, within the time the process is given. */
function keepToTheEnd(): { toStop: boolean } {
  const asked = { toStop: false };
  parentPort?.on('message', message => {
    asked.toStop ||= message === 'cancel';
  });
  return asked;
}

async function runSlot(name: string, work: (services: Services) => Promise<unknown>): Promise<void> {
  const entry = timetable.find(candidate => candidate.name === name);
  if (!entry) throw new Error(`${name} is not in the timetable`);
  const config = readConfig(process.env);
  const holder = `${hostname()} ${process.pid}`;
  const startedAt = new Date();
  const until = new Date(startedAt.getTime() + entry.leaseMinutes * 60_000);
  const slot = { job: name, slot: latestSlot(entry.cron, startedAt) };
  const db = connect(urlAs(config.databaseRole, config.databaseUrl), { poolSize: 1 });
  const id = await takeSlot(db, slot, { holder, at: startedAt, until }).finally(() => db.destroy());
  if (!id) return;
  const services = await createServices(config, { name: 'worker', poolSize: 2, isQueueSupervisor: false });
  const log = services.log.child({ job: name, run: id });
  try {
    const summary = await work({ ...services, log });
    await finishRun(services.db, { id, holder, at: new Date(), summary });
    log.info({ summary, ms: Date.now() - startedAt.getTime() }, 'job done');
  } catch (error) {
    log.error({ err: error }, 'job failed');
    await finishRun(services.db, { id, holder, at: new Date(), error: String((error as Error).message) });
  } finally {
    await services.stop();
  }
}
