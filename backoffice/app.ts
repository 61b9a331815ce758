import { randomUUID } from 'node:crypto';
import { toNodeHandler } from 'better-auth/node';
import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import type { Auth } from './http/auth.ts';
import { docsRouter } from './http/docs.ts';
import { answerErrors, answerNotFound } from './http/errors.ts';
import { imageRouter } from './http/images.ts';
import { measureRequests } from './http/metrics.ts';
import { mountRoutes } from './http/route.ts';
import { routes } from './http/routes/index.ts';
import { readCaller } from './http/session.ts';
import { webhookRouter } from './http/webhooks/index.ts';
import type { Services } from './services.ts';

export interface Doors {
  auth: Auth;
  authSecret: string;
  /** The panel; left out where a test does not need it (it takes a second to start). */
  admin?: Router;
}

/** The whole service without a socket. */
export function createApp(services: Services, doors: Doors): Express {
  const app = express();
  app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  app.disable('x-powered-by');
  app.use(nameRequests, measureRequests, logRequests(services));
  app.use(webhookRouter(services));
  app.use('/api', helmet({ contentSecurityPolicy: { directives: { 'style-src': ["'self'", "'unsafe-inline'"] } } }));
  app.use(refuseForeignOrigin(services.settings.publicUrl));
  app.all('/api/auth/{*any}', toNodeHandler(doors.auth));
  app.use(imageRouter(services));
  app.use(docsRouter(services.settings.publicUrl));
  app.use(readCaller(services, doors.authSecret));
  if (doors.admin) app.use('/admin', doors.admin);
  app.use(['/api/wholesaler/imports', '/api/wholesaler/price-lists'], express.json({ limit: '16mb' }));
  app.use('/api/cart/quick-order', express.json({ limit: '10mb' }));
  app.use('/api', express.json({ limit: '256kb' }));
  mountRoutes(app, services, routes);
  app.use(answerNotFound);
  app.use(answerErrors(services));
  return app;
}

/** One id for a request through storefront, service and (in what it queues) jobs. */
const nameRequests: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  response.locals.requestId = given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  response.setHeader('x-request-id', response.locals.requestId);
  next();
};

const logRequests = (services: Services) =>
  pinoHttp({
    logger: services.log,
    genReqId: (_request, response) => (response as express.Response).locals.requestId,
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'warn' : 'info'),
    autoLogging: {
      ignore: request =>
        request.url?.startsWith('/api/health') === true || request.url?.startsWith('/api/images') === true,
    },
    serializers: {
      req: ({ id, method, url }) => ({ id, method, path: url?.split('?')[0] }),
      res: ({ statusCode }) => ({ statusCode }),
    },
  });

/** A browser names the page a write comes from; one of another site is turned away before anything reads its cookie. */
function refuseForeignOrigin(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).origin;
  return (request, response, next) => {
    const origin = request.get('origin');
    if (request.method === 'GET' || request.method === 'HEAD' || !origin || origin === own) return next();
    response.status(403).json({
      code: 'foreign_origin',
      message: 'This request comes from another site',
      requestId: response.locals.requestId,
    });
  };
}
