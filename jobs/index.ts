// The jobs process: the timetable's clock, the queue's workers, and a private port for health and metrics.
import { once } from 'node:events';
import { readConfig } from '#backoffice/config.ts';
import { workQueue } from '#backoffice/providers/queue/work-queue.ts';
import { createServices } from '#backoffice/services.ts';
import { serveHealth } from './health.ts';
import { queueHandlers } from './queue.ts';
import { startTimetable } from './timetable.ts';

const config = readConfig(process.env);
const services = await createServices(config, { name: 'jobs', poolSize: 6, isQueueSupervisor: true });
await workQueue(services.boss, queueHandlers(services), { log: services.log });
const clock = await startTimetable(services);
const health = serveHealth(services, { host: config.serviceHost, port: config.jobsMetricsPort });
await once(health, 'listening');
services.log.info({ port: config.jobsMetricsPort }, 'jobs run');

let isStopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void drain());

/** No new work is begun; what runs is given time to end, and what does not make it is found by lease and slot. */
async function drain(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  health.close();
  await Promise.all([clock.stop(), services.stop()]);
  process.exit(0);
}
