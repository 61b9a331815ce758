import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createQueue, startQueue } from '#backoffice/providers/queue/pg-boss-queue.ts';
import { stopQueue } from '#backoffice/providers/queue/work-queue.ts';
import type { Services } from '#backoffice/services.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { fetchProductImage } from './fetch-product-image.ts';
import { type DownloadLimits, isPublicAddress, PUBLIC_WEB } from './import-products/download.ts';

const db = await testDatabase();
const boss = await startQueue(db, { isSupervisor: false, log: pino({ level: 'silent' }) });
const stored = new Map<string, Buffer>();
const storage: Services['storage'] = {
  put: async (key, body) => void stored.set(key, body),
  get: async () => null,
  remove: async key => void stored.delete(key),
};
const services = { db, storage, queue: createQueue(boss), now: () => new Date() } as Services;
await plantWorld(db);

const photo = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#c4704f' } })
  .withExif({ IFD0: { Artist: 'a secret' } })
  .jpeg()
  .toBuffer();
const answers: Record<string, RequestListener> = {
  '/photo.jpg': (_, answer) => answer.end(photo),
  '/page.jpg': (_, answer) => answer.setHeader('content-type', 'image/jpeg').end('<html>no picture</html>'),
  '/drawing.svg': (_, answer) =>
    answer.end('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
  '/broken.png': (_, answer) => answer.end(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])),
  '/moved': (_, answer) => answer.writeHead(302, { location: '/photo.jpg' }).end(),
  '/inwards': (_, answer) => answer.writeHead(302, { location: 'http://127.0.0.2/latest/meta-data' }).end(),
  '/round': (_, answer) => answer.writeHead(302, { location: '/round' }).end(),
  '/large': (_, answer) => answer.end(Buffer.alloc(300_000, 1)),
  '/silent': () => {},
};
const server = createServer((request, answer) => {
  const route = answers[request.url!];
  if (route) route(request, answer);
  else answer.writeHead(404).end();
});
await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await stopQueue(boss);
});

/** As on the public web, but this one server is let through. */
const here: DownloadLimits = {
  largestBytes: 200_000,
  withinMs: 400,
  mayConnect: address => address === '127.0.0.1',
  mayUsePort: () => true,
};

async function fetchFrom(url: string, limits = here) {
  const [image] = await db('product_images')
    .insert({ product_id: WORLD.products.mug, source_url: url })
    .returning('id');
  await fetchProductImage(services, { imageId: image.id }, limits);
  return db('product_images').where({ id: image.id }).first();
}

beforeEach(async () => {
  stored.clear();
  await db('product_images').delete();
});

test('a picture comes home in three widths, encoded anew, without what was hidden in it', async () => {
  const image = await fetchFrom(`${base}/photo.jpg`);
  expect(image).toMatchObject({ status: 'ready', failure_reason: null });
  for (const width of [160, 480, 1080]) {
    const body = stored.get(`products/${image.id}/${width}.webp`)!;
    expect(await sharp(body).metadata()).toMatchObject({ format: 'webp', width, height: width * 0.75 });
    expect(body.includes('a secret')).toBe(false);
    const file = await db('files')
      .where({ key: `products/${image.id}/${width}.webp` })
      .first();
    expect(file).toMatchObject({ byte_size: body.length, is_public: true });
  }
});

test('a redirect is followed, and the second run does nothing', async () => {
  const image = await fetchFrom(`${base}/moved`);
  expect(image.status).toBe('ready');
  stored.clear();
  await fetchProductImage(services, { imageId: image.id }, here);
  expect(stored.size).toBe(0);
});

test.each([
  ['/page.jpg', 'does not hold a JPEG'],
  ['/drawing.svg', 'does not hold a JPEG'],
  ['/broken.png', 'damaged'],
  ['/nowhere.jpg', 'answered 404'],
  ['/inwards', 'not on the public web'],
  ['/round', 'redirects too often'],
  ['/large', 'larger than'],
  ['/silent', 'did not answer within'],
])('%s fails softly: %s', async (path, reason) => {
  const image = await fetchFrom(base + path);
  expect(image.status).toBe('failed');
  expect(image.failure_reason).toContain(reason);
  expect(stored.size).toBe(0);
});

describe('on the public web', () => {
  test.each([
    'http://127.0.0.1/a.jpg',
    'http://[::1]/a.jpg',
    'http://[::ffff:127.0.0.1]/a.jpg',
    'http://2130706433/a.jpg',
    'http://0x7f.1/a.jpg',
    'http://169.254.169.254/latest/meta-data',
    'http://localhost/a.jpg',
    'http://10.0.0.8/a.jpg',
    'http://example.org:5432/a.jpg',
  ])('%s is never connected to', async url => {
    const image = await fetchFrom(url, PUBLIC_WEB);
    expect(image.status).toBe('failed');
    expect(image.failure_reason).toMatch(/not on the public web|Port 5432/);
  });

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '224.0.0.1',
    'nonsense',
  ])('%s is private', address => expect(isPublicAddress(address)).toBe(false));

  test.each(['1.1.1.1', '8.8.8.8', '2606:4700::1111'])('%s is public', address =>
    expect(isPublicAddress(address)).toBe(true),
  );
});
