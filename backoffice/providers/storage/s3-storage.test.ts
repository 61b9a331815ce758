import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFaults } from '../../../docker/stand-ins/faults.ts';
import { listen } from '../../../docker/stand-ins/listen.ts';
import { type S3StandIn, startS3 } from '../../../docker/stand-ins/s3/index.ts';
import { createS3Storage, type S3Storage } from './s3-storage.ts';

const folder = mkdtempSync(`${tmpdir()}/s3-`);
let server: S3StandIn;
let storage: S3Storage;
beforeAll(async () => {
  server = await startS3({ port: 0, folder, bucket: 'stackr' });
  storage = at(server.endpoint);
});
afterAll(async () => {
  storage.close();
  await server.stop();
});

const at = (endpoint: string, timeoutMs = 2_000) =>
  createS3Storage({
    endpoint,
    region: 'auto',
    bucket: 'stackr',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    timeoutMs,
  });

it('what was put is read back byte for byte, with its type', async () => {
  const bytes = Buffer.from([0, 255, 1, 254, 13, 10]);
  await storage.put('products/é 1/480.webp', bytes, 'image/webp');
  const object = await storage.get('products/é 1/480.webp');
  expect(object).toMatchObject({ contentType: 'image/webp', byteSize: 6 });
  expect(await buffer(object!.body)).toEqual(bytes);
});

it('a second put replaces the first', async () => {
  await storage.put('a.txt', Buffer.from('one'), 'text/plain');
  await storage.put('a.txt', Buffer.from('second'), 'text/plain');
  expect((await buffer((await storage.get('a.txt'))!.body)).toString()).toBe('second');
});

it('what is not there is null, also after it was removed; removing twice is no error', async () => {
  expect(await storage.get('never/there.pdf')).toBeNull();
  await storage.put('b.txt', Buffer.from('b'), 'text/plain');
  await storage.remove('b.txt');
  await storage.remove('b.txt');
  expect(await storage.get('b.txt')).toBeNull();
});

it('objects outlive a restart of the stand-in', async () => {
  await storage.put('kept.txt', Buffer.from('kept'), 'text/plain');
  const again = await startS3({ port: 0, folder, bucket: 'stackr' });
  const reader = at(again.endpoint);
  expect((await buffer((await reader.get('kept.txt'))!.body)).toString()).toBe('kept');
  reader.close();
  await again.stop();
});

it('a store that is down, silent or broken is told apart', async () => {
  const faults = createFaults(() => ({}));
  const proxy = await listen(0, { '/': faults.middleware });
  const impatient = at(proxy.url, 100);
  faults.script({ kind: 'hang', times: 3 });
  await expect(impatient.put('a', Buffer.from('a'), 'text/plain')).rejects.toMatchObject({ kind: 'unknown' });
  faults.script({ kind: '500', times: 3 });
  await expect(impatient.get('a')).rejects.toMatchObject({ provider: 's3', kind: 'unknown' });
  await proxy.stop();
  await expect(impatient.remove('a')).rejects.toMatchObject({ kind: 'busy', code: 'ECONNREFUSED' });
  impatient.close();
});
