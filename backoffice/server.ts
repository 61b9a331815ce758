import { once } from 'node:events';
import { urlAs } from '#db/connection.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { createAuth } from './http/auth.ts';
import { serveMetrics } from './http/metrics.ts';
import { createServices } from './services.ts';

const config = readConfig(process.env);
const services = await createServices(config, {
  name: 'service',
  poolSize: config.databasePoolSize,
  isQueueSupervisor: false,
});
const auth = createAuth(services, {
  databaseUrl: urlAs(config.databaseRole, config.databaseUrl),
  secret: config.authSecret,
  publicUrl: config.publicUrl,
  signInsPerMinute: config.signInsPerMinute,
});
// The panel names its bundle folder in the environment before AdminJS is loaded, so it is imported last and not at the top.
const { createAdmin } = await import('./admin/index.ts');
const admin = await createAdmin(services);
const app = createApp(services, { auth, authSecret: config.authSecret, admin });
const server = app.listen(config.servicePort, config.serviceHost);
const metrics = serveMetrics({ host: config.serviceHost, port: config.metricsPort });
await once(server, 'listening');
services.log.info({ port: config.servicePort }, 'service listens');

let isStopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void drain());

/** Answers what was begun, takes nothing new, then lets go of the database. */
async function drain(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  server.close();
  server.closeIdleConnections();
  metrics.close();
  await Promise.race([once(server, 'close'), new Promise(resolve => setTimeout(resolve, 10_000).unref())]);
  await services.stop();
  process.exit(0);
}
