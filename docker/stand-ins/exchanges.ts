import type { RequestHandler } from 'express';
import express from 'express';
import { listen } from './listen.ts';

export interface Exchange {
  method: string;
  path: string;
  requestBody: unknown;
  status: number;
  responseBody: unknown;
}

/** What was said between a client and a stand-in while work ran: to be checked against the vendor's description. */
export async function recordExchanges(
  mounts: Record<string, RequestHandler>,
  work: (url: string) => Promise<void>,
): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  const recorder: RequestHandler = (request, response, next) => {
    const json = response.json.bind(response);
    response.json = responseBody => {
      const { method, originalUrl: path, body: requestBody } = request;
      exchanges.push({ method, path, requestBody, status: response.statusCode, responseBody });
      return json(responseBody);
    };
    next();
  };
  const app = express();
  app.use(recorder);
  for (const [path, handler] of Object.entries(mounts)) app.use(path, handler);
  const server = await listen(0, { '/': app });
  try {
    await work(server.url);
  } finally {
    await server.stop();
  }
  return exchanges;
}
