import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type pg from 'pg';
import { afterAll } from 'vitest';
import { createApp } from '#backoffice/app.ts';
import { readConfig } from '#backoffice/config.ts';
import { drainQueue } from '#backoffice/providers/queue/work-queue.ts';
import { createServices, type Services } from '#backoffice/services.ts';
import { urlOf } from '#db/testing.ts';
import { createEasyPost } from '../../docker/stand-ins/easypost/index.ts';
import { listen } from '../../docker/stand-ins/listen.ts';
import { type Mailbox, startMailbox } from '../../docker/stand-ins/mail/mailbox.ts';
import { startS3 } from '../../docker/stand-ins/s3/index.ts';
import { startStripe } from '../../docker/stand-ins/stripe/index.ts';
import { createVoyage } from '../../docker/stand-ins/voyage/index.ts';
import { openWebhookDoor } from '../../docker/stand-ins/webhook-door.ts';
import { queueHandlers } from '../../jobs/queue.ts';
import { createAuth } from './auth.ts';
import type { Endpoint } from './contract/shared.ts';
import { contract } from './contract.ts';

export const ORIGIN = 'http://localhost:3000';

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of what it asked for
  body: any;
}

/** One browser: keeps its cookies, as a person at the front door does. */
export interface Visitor {
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  signIn(email: string, password: string): Promise<Answer>;
  cookies: Map<string, string>;
}

/** The whole service over HTTP against the stand-ins; queued work runs when the test says so. */
export async function openShop(db: Knex, { openPanel }: { openPanel?: (services: Services) => Promise<Router> } = {}) {
  const stripe = await startStripe({ port: 0 });
  const door = await openWebhookDoor();
  const easypost = createEasyPost({ publicUrl: () => vendors.url, webhook: { url: door.url, secret: 'hook' } });
  const vendors = await listen(0, { '/easypost': easypost.router, '/voyage': createVoyage().router });
  const s3 = await startS3({ port: 0, folder: mkdtempSync(`${tmpdir()}/s3-`), bucket: 'stackr' });
  const mailbox: Mailbox = await startMailbox();
  const config = readConfig({
    STACKR_MODE: 'demo',
    LOG_LEVEL: 'silent',
    PUBLIC_URL: ORIGIN,
    DATABASE_URL: urlOf(db),
    STRIPE_API_URL: stripe.url,
    EASYPOST_API_URL: `${vendors.url}/easypost/v2`,
    EASYPOST_WEBHOOK_SECRET: 'hook',
    VOYAGE_API_URL: `${vendors.url}/voyage/v1`,
    SMTP_URL: mailbox.url,
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: 'stackr',
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  });
  const services = await createServices(config, { name: 'service', poolSize: 4, isQueueSupervisor: false });
  const { authSecret } = config;
  const auth = createAuth(services, {
    databaseUrl: urlOf(db),
    secret: authSecret,
    publicUrl: ORIGIN,
    signInsPerMinute: null,
  });
  const admin = await openPanel?.(services);
  const doors = { auth, authSecret, ...(admin ? { admin } : {}) };
  const server = createApp(services, doors).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  afterAll(async () => {
    server.close();
    await services.stop();
    await (auth.options.database as pg.Pool).end();
    easypost.stop();
    door.close();
    await mailbox.stop();
    await vendors.stop();
    await s3.stop();
    await stripe.stop();
  });
  return {
    base,
    services,
    stripe,
    easypost,
    /** Where the carrier's news arrive. */
    door,
    mailbox,
    config,
    visitor: () => visitor(base),
    runQueue: () => drainQueue(services.boss, queueHandlers(services), services.log),
  };
}

function visitor(base: string): Visitor {
  const cookies = new Map<string, string>();
  const ask: Visitor['ask'] = async (method, path, body, headers = {}) => {
    const response = await fetch(path.startsWith('http') ? path : base + path, {
      method,
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        cookie: [...cookies].map(pair => pair.join('=')).join('; '),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    const text = await response.text();
    const isJson = text !== '' && response.headers.get('content-type')?.includes('json');
    const answer = { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    if (isJson && response.ok) answerOf(method, path)?.parse(answer.body);
    return answer;
  };
  return {
    ask,
    cookies,
    signIn: (email, password) => ask('POST', '/api/auth/sign-in/email', { email, password }, { origin: ORIGIN }),
  };
}

/** What the contract promises: every answer of every test is held against it. */
function answerOf(method: string, path: string) {
  const { pathname } = new URL(path, 'http://any');
  const endpoints: Endpoint[] = Object.values(contract);
  const matches = endpoints.filter(
    endpoint =>
      endpoint.method === method && new RegExp(`^${endpoint.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(pathname),
  );
  // `/orders/recent` is not the order `recent`.
  return matches.toSorted((a, b) => a.path.split(':').length - b.path.split(':').length)[0]?.answer;
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';');
  const [name = '', value = ''] = pair.split('=');
  const isGone =
    value === '' || attributes.some(attribute => /max-age=0|expires=thu, 01 jan 1970/i.test(attribute.trim()));
  if (isGone) cookies.delete(name);
  else cookies.set(name, value);
}
