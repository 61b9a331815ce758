import { createServer, type Server } from 'node:http';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { latestRuns } from '#backoffice/commerce/job/index.ts';
import { countWork } from '#backoffice/providers/queue/pg-boss-queue.ts';
import type { Services } from '#backoffice/services.ts';

/** /health answers 200 while the database does; /metrics is for Prometheus. On the private network only: never public. */
export function serveHealth(services: Services, { host, port }: { host: string; port: number }): Server {
  const metrics = createMetrics(services);
  return createServer(async (request, response) => {
    try {
      if (request.url === '/metrics') {
        response.setHeader('content-type', metrics.contentType).end(await metrics.metrics());
      } else {
        await services.db.raw('select 1');
        response.end('ok');
      }
    } catch (error) {
      services.log.warn({ err: error }, 'not healthy');
      response.writeHead(503).end('not healthy');
    }
  }).listen(port, host);
}

function createMetrics({ db }: Services): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'stackr_queue_work',
    help: 'Queued work by kind and state',
    labelNames: ['name', 'state'],
    registers: [registry],
    async collect() {
      for (const { name, ...states } of await countWork(db))
        for (const [state, count] of Object.entries(states)) this.set({ name, state }, count);
    },
  });
  new Gauge({
    name: 'stackr_job_last_success_seconds',
    help: 'When each job of the timetable last succeeded, in Unix seconds',
    labelNames: ['job'],
    registers: [registry],
    async collect() {
      for (const { job, succeededAt } of await latestRuns(db))
        if (succeededAt) this.set({ job }, succeededAt.getTime() / 1000);
    },
  });
  return registry;
}
