import { expect, it } from 'vitest';
import { pack } from './pack.ts';

const page = () =>
  new Response('<p>hello</p>'.repeat(200), {
    headers: { 'content-type': 'text/html', etag: '"1"', 'content-length': '2400' },
  });
const asking = (accept: string) => new Request('http://shop.example/', { headers: { 'accept-encoding': accept } });

it('packs a page for a browser that takes gzip, and nothing else about it changes', async () => {
  const packed = pack(asking('br, gzip'), page());
  expect(Object.fromEntries(packed.headers)).toEqual({
    'content-type': 'text/html',
    'content-encoding': 'gzip',
    vary: 'accept-encoding',
    etag: 'W/"1"',
  });
  const unpacked = new Response(packed.body?.pipeThrough(new DecompressionStream('gzip')));
  expect(await unpacked.text()).toBe(await page().text());
});

it.each([
  { why: 'a client that does not ask', request: asking('identity'), response: page() },
  {
    why: 'a picture',
    request: asking('gzip'),
    response: new Response('x', { headers: { 'content-type': 'image/webp' } }),
  },
  { why: 'an answer without a body', request: asking('gzip'), response: new Response(null, { status: 304 }) },
])('leaves $why alone', ({ request, response }) => {
  expect(pack(request, response)).toBe(response);
});
