import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passToService } from './proxy.ts';

let service: Server;
let address: string;
let received: IncomingMessage;
let digest: string;

beforeAll(async () => {
  service = createServer((request, response) => {
    received = request;
    const hash = createHash('sha256');
    request.on('data', chunk => hash.update(chunk));
    request.on('end', () => {
      digest = hash.digest('hex');
      if (request.url === '/api/moved')
        return response.writeHead(302, { location: 'https://elsewhere.example/' }).end();
      if (request.url === '/api/slow') return response.write('first'); // The rest never comes.
      response.writeHead(201, {
        'set-cookie': ['a=1; Path=/', 'b=2; Path=/; HttpOnly'],
        'content-encoding': 'gzip',
        'content-type': 'application/json',
        connection: 'keep-alive',
      });
      response.end(gzipSync('{"ok":true}'));
    });
  });
  await new Promise<void>(resolve => service.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
});

afterAll(() => {
  service.closeAllConnections();
  service.close();
});

function pass(path: string, init: RequestInit = {}) {
  const request = new Request(`https://shop.example${path}`, init);
  const event = {
    request,
    url: new URL(request.url),
    getClientAddress: () => '203.0.113.7',
    locals: { requestId: 'request-1' },
  };
  return passToService(event, address);
}

describe('what reaches the service', () => {
  it('is the body to the last byte, with its signature header', async () => {
    const body = randomBytes(3_000_000);
    await pass('/api/webhooks/stripe?x=1', { method: 'POST', body, headers: { 'stripe-signature': 't=1,v1=abc' } });
    expect(digest).toBe(createHash('sha256').update(body).digest('hex'));
    expect(received.headers['stripe-signature']).toBe('t=1,v1=abc');
    expect(received.url).toBe('/api/webhooks/stripe?x=1');
  });

  it('is the address we saw, not the one a client claims', async () => {
    await pass('/api/cart', { headers: { 'x-forwarded-for': '1.2.3.4', 'x-forwarded-proto': 'ftp', te: 'trailers' } });
    expect(received.headers).toMatchObject({
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-host': 'shop.example',
      'x-forwarded-proto': 'https',
      'x-request-id': 'request-1',
    });
    expect(received.headers.te).toBeUndefined();
  });
});

describe('what comes back', () => {
  it('keeps two cookies apart and no longer claims to be packed', async () => {
    const response = await pass('/api/cart');
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/; HttpOnly']);
    expect(response.headers.has('content-encoding')).toBe(false);
    expect(response.headers.has('content-length')).toBe(false);
    expect(await response.json()).toEqual({ ok: true });
  });

  it('passes a redirect on instead of following it', async () => {
    const response = await pass('/api/moved');
    expect([response.status, response.headers.get('location')]).toEqual([302, 'https://elsewhere.example/']);
  });

  it('streams: the first part arrives while the rest is still to come', async () => {
    const reader = (await pass('/api/slow')).body!.getReader();
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toBe('first');
    await reader.cancel();
  });
});
