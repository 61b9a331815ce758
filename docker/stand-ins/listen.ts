import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';

export interface Listening {
  url: string;
  port: number;
  stop(): Promise<void>;
}

/** Serves handlers by path on 127.0.0.1; port 0 takes any free one. Stopping cuts connections that hang on purpose. */
export async function listen(port: number, mounts: Record<string, RequestHandler>): Promise<Listening> {
  const app = express();
  app.disable('x-powered-by');
  for (const [path, handler] of Object.entries(mounts)) app.use(path, handler);
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return { url: `http://127.0.0.1:${bound}`, port: bound, stop: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
