import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Where a stand-in's webhooks arrive in a test. */
export interface WebhookDoor {
  url: string;
  /** The oldest one not yet taken; waits for one to come. */
  next(): Promise<{ body: Buffer; headers: IncomingHttpHeaders }>;
  close(): void;
}

export async function openWebhookDoor(): Promise<WebhookDoor> {
  const arrived: { body: Buffer; headers: IncomingHttpHeaders }[] = [];
  const waiting: ((one: (typeof arrived)[number]) => void)[] = [];
  const http = createServer(async (request, response) => {
    const one = { body: await buffer(request), headers: request.headers };
    const waiter = waiting.shift();
    waiter ? waiter(one) : arrived.push(one);
    response.end();
  });
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/webhooks`,
    next: () => new Promise(resolve => (arrived.length > 0 ? resolve(arrived.shift()!) : waiting.push(resolve))),
    close: () => http.close(),
  };
}
