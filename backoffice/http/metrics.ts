import { createServer, type Server } from 'node:http';
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const requestSeconds = new Histogram({
  name: 'stackr_http_request_seconds',
  help: 'Time to answer, by route, method and status',
  labelNames: ['route', 'method', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [registry],
});

export const measureRequests: RequestHandler = (request, response, next) => {
  const stop = requestSeconds.startTimer();
  // The route's pattern, never the path: a label a product would drown the registry.
  response.on('finish', () =>
    stop({ route: request.route?.path ?? 'other', method: request.method, status: String(response.statusCode) }),
  );
  next();
};

/** /metrics on a port of its own that is never public. */
export function serveMetrics({ host, port }: { host: string; port: number }): Server {
  return createServer(async (_request, response) => {
    response.setHeader('content-type', registry.contentType).end(await registry.metrics());
  }).listen(port, host);
}
