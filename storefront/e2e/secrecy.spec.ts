import type { APIRequestContext, Browser, BrowserContext, Page } from '@playwright/test';
import { expect, sameSite, signIn, test } from './journey.ts';

const slugs = ['harbour-espresso', 'mug-matin', 'notebook-linde-a5'];
// Doors that send HTML or XML; each is read as it comes, with what the page hands to its script.
const doors = [
  '/',
  '/c',
  '/c/coffee',
  '/search?q=espresso',
  '/search?q=mug&channel=b2b',
  '/w/kranich-coffee',
  '/w/atelier-argile',
  '/cart?channel=b2b',
  '/cart',
  '/checkout?channel=b2b',
  '/quick-order',
  '/lists/bought',
  '/sitemap.xml',
  ...slugs.flatMap(slug => [`/p/${slug}`, `/p/${slug}?channel=b2b`, `/p/${slug}/__data.json`]),
];

// What only a store's page says, in words and in the values behind it.
const words = ['Price by quantity', '% margin', 'Order at least', 'in cases of'];
const fields = [
  /\bladder:\s*\[\s*\{/,
  /"ladder":\s*\[\s*\{/,
  /wholesaleFromCents["']?:\s*\d/,
  /(moq|casePack)["']?:(?!1\b)\d/,
];

interface Sold {
  variants: { ladder: { unitPriceCents: number }[] | null }[];
}

/** Every sum of these products' ladders. */
async function wholesaleSums(request: APIRequestContext): Promise<Set<number>> {
  const found = new Set<number>();
  for (const slug of slugs) {
    const product: Sold = await (await request.get(`/api/catalog/products/${slug}?channel=b2b`)).json();
    for (const { ladder } of product.variants) for (const step of ladder ?? []) found.add(step.unitPriceCents);
  }
  return found;
}

/** Every sum that a shopper may see: of these products, and of whatever else is shown beside them. */
async function retailSums(request: APIRequestContext): Promise<Set<number>> {
  const found = new Set<number>();
  const keep = (answer: string) => {
    for (const [, cents] of answer.matchAll(/Cents":(\d+)/g)) found.add(Number(cents));
  };
  for (const slug of slugs) keep(await (await request.get(`/api/catalog/products/${slug}`)).text());
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await (await request.get(`/api/catalog/products?limit=60${cursor && `&cursor=${cursor}`}`)).json();
    keep(JSON.stringify(page.items));
    cursor = page.nextCursor;
  }
  return found;
}

const inEuros = (cents: number) => `€${(cents / 100).toFixed(2)}`;

async function secrets(page: Page): Promise<number[]> {
  await signIn(page, 'nora@stackr.example');
  const wholesale = await wholesaleSums(page.request);
  await page.context().clearCookies();
  const retail = await retailSums(page.request);
  return [...wholesale].filter(cents => !retail.has(cents));
}

async function visitor(browser: Browser, email: string | null): Promise<BrowserContext> {
  const context = await browser.newContext();
  const page = await context.newPage();
  if (email) await signIn(page, email);
  else await page.goto('/');
  // Asked for all the same: by the switch's form, and by its cookie.
  await page.request.post('/preferences?/channel', {
    headers: sameSite(page),
    form: { channel: 'b2b', returnTo: '/' },
  });
  await context.addCookies([{ name: 'channel', value: 'b2b', url: page.url() }]);
  return context;
}

test('no page, no data behind it and no sitemap tells a wholesale price before approval', async ({ page, browser }) => {
  const hidden = await secrets(page);
  expect(hidden.length).toBeGreaterThan(5);
  for (const email of [null, 'emma@stackr.example', 'paul@stackr.example', 'greta@stackr.example']) {
    const context = await visitor(browser, email);
    for (const door of doors) {
      const answer = await context.request.get(door);
      expect(answer.status(), door).toBeLessThan(500);
      const source = await answer.text();
      const who = `${email ?? 'a guest'} at ${door}`;
      // Other products' retail prices may be the same sum: only these products' own pages are held against it.
      if (door.startsWith('/p/'))
        expect(
          hidden.filter(cents => mentions(source, cents)),
          `sums for ${who}`,
        ).toEqual([]);
      expect(
        words.filter(word => source.includes(word)),
        `words for ${who}`,
      ).toEqual([]);
      expect(fields.filter(field => field.test(source)).map(String), `fields for ${who}`).toEqual([]);
    }
    await context.close();
  }
});

const mentions = (source: string, cents: number) =>
  source.includes(inEuros(cents)) || new RegExp(`unitPriceCents["']?:${cents}\\b`).test(source);

test('an approved store reads them in the same source, so the test would notice', async ({ page, browser }) => {
  const hidden = await secrets(page);
  const context = await visitor(browser, 'nora@stackr.example');
  const source = await (await context.request.get('/p/harbour-espresso')).text();
  expect(hidden.filter(cents => mentions(source, cents)).length).toBeGreaterThan(0);
  expect(fields.some(field => field.test(source))).toBe(true);
  expect(words.some(word => source.includes(word))).toBe(true);
  await context.close();
});
