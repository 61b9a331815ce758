import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import Stripe from 'stripe';
import { expect, it } from 'vitest';
import { createVoyageEmbeddings } from '../../backoffice/providers/embeddings/voyage-embeddings.ts';
import { createSmtpMail } from '../../backoffice/providers/mail/smtp-mail.ts';
import { createEasyPostShipping } from '../../backoffice/providers/shipping/easypost-shipping.ts';
import { createS3Storage } from '../../backoffice/providers/storage/s3-storage.ts';
import { type StandInsOptions, startStandIns } from './index.ts';

const webhook = { url: 'http://127.0.0.1:9/api/webhooks', secret: 'secret' };

async function options(): Promise<StandInsOptions> {
  const [standIns, smtp, inbox, storage] = await freePorts(4);
  return {
    wanted: { stripe: true, easypost: true, voyage: true, mail: true, storage: true },
    ports: { standIns: standIns!, smtp: smtp!, inbox: inbox!, storage: storage! },
    dataDir: mkdtempSync(`${tmpdir()}/stand-ins-`),
    bucket: 'stackr',
    webhooks: { stripe: webhook, stripeConnect: webhook, easypost: webhook },
    advanceParcelsSeconds: 0,
    log() {},
  };
}

it('one call starts them all, each adapter finds its own, letters are read in a browser, and all of it stops', async () => {
  const chosen = await options();
  const { urls, stop } = await startStandIns(chosen);
  const timeoutMs = 5_000;

  const { hostname: host, port } = new URL(urls.stripe);
  const stripe = new Stripe('sk_test_standin', { host, port, protocol: 'http', maxNetworkRetries: 0 });
  expect((await stripe.balance.retrieve()).object).toBe('balance');

  const keys = { apiKey: 'k', timeoutMs };
  const voyage = createVoyageEmbeddings({ ...keys, model: 'voyage-4', baseUrl: urls.voyage, maxRetries: 0 });
  expect(await voyage.embed(['A lamp'], 'query')).toHaveLength(1);

  const easypost = createEasyPostShipping({ ...keys, baseUrl: urls.easypost, webhookSecret: 's' });
  await expect(easypost.readTracker('trk_none')).rejects.toMatchObject({ code: 'NOT_FOUND' });

  const access = { bucket: 'stackr', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  const storage = createS3Storage({ endpoint: urls.storage, region: 'auto', timeoutMs, ...access });
  expect(await storage.get('nothing')).toBeNull();
  storage.close();

  const mail = createSmtpMail({ url: urls.smtp, from: 'Stackr <hello@stackr.example>', timeoutMs });
  const to = { name: 'Ada', address: 'ada@example.com' };
  await mail.send({
    messageId: 'l1@stackr.example',
    to,
    subject: 'Hello',
    text: 'Hi',
    html: '<p>Hi</p>',
    attachments: [],
  });
  mail.close();
  expect(await (await fetch(`${urls.inbox}/api/email`)).json()).toMatchObject([{ subject: 'Hello' }]);
  const page = await fetch(urls.inbox, { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('<html');

  await stop();
  await expect(fetch(urls.inbox)).rejects.toThrow();
  await expect(fetch(urls.voyage)).rejects.toThrow();

  const again = await startStandIns(chosen);
  expect(await (await fetch(`${urls.inbox}/api/email`)).json()).toMatchObject([{ subject: 'Hello' }]);
  await again.stop();
});

it('a port in use stops what had started', async () => {
  const chosen = await options();
  const squatter = createServer().listen(chosen.ports.standIns, '127.0.0.1');
  await new Promise(resolve => squatter.once('listening', resolve));
  await expect(startStandIns(chosen)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await expect(fetch(`http://127.0.0.1:${chosen.ports.inbox}`)).rejects.toThrow();
  squatter.close();
});

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map(server => new Promise(resolve => server.once('listening', resolve))));
  const ports = servers.map(server => (server.address() as { port: number }).port);
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}
