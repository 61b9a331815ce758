import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import { emptyCart, expectAccessible, signIn } from './journey.ts';

export const PHONE = { width: 360, height: 780 };
export const DESK = { width: 1280, height: 900 };

interface Variant {
  id: string;
  sku: string;
  stock: { availableQuantity: number | null };
}

/** The first variant of a product with so many on the shelf. */
export async function variantOf(page: Page, slug: string, atLeast = 1): Promise<Variant> {
  const answer = await page.request.get(`/api/catalog/products/${slug}?channel=b2b`);
  const { variants }: { variants: Variant[] } = await answer.json();
  const found = variants.find(one => (one.stock.availableQuantity ?? 0) >= atLeast);
  expect(found, `${slug} with ${atLeast} on the shelf`).toBeTruthy();
  return found!;
}

/** Into the wholesale cart, whatever the rules say of the quantity: the cart is what judges it. */
export async function intoCart(page: Page, variantId: string, quantity: number): Promise<void> {
  const data = { channel: 'b2b', variantId, quantity };
  expect((await page.request.post('/api/cart/lines', { data, headers: await sameSite(page) })).status()).toBe(201);
}

/** So many of a coffee and nothing else in the wholesale cart: always the same one, of which its wholesaler gets more before it runs out. */
export async function fillWholesaleCart(page: Page, quantity: number): Promise<void> {
  await emptyCart(page);
  const { id, stock } = await variantOf(page, 'harbour-espresso', 0);
  if ((stock.availableQuantity ?? 0) < quantity)
    await asWholesaler(page.context().browser()!, 'kranich-coffee@stackr.example', send =>
      send('put', `/variants/${id}/stock`, { onHand: 1_000, note: 'Roasted' }),
    );
  await intoCart(page, id, quantity);
}

/** As a wholesaler does in its own programs: prices, stock, products. */
export async function asWholesaler(
  browser: Browser,
  email: string,
  act: (
    send: (method: 'patch' | 'post' | 'put', path: string, data: object) => Promise<void>,
    page: Page,
  ) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, email);
  await act(async (method, path, data) => {
    const answer = await page.request[method](`/api/wholesaler${path}`, { data, headers: await sameSite(page) });
    expect(answer.status(), await answer.text()).toBeLessThan(300);
  }, page);
  await context.close();
}

const sameSite = async (page: Page) => ({ origin: new URL(page.url()).origin });

/** Axe at a desk and on a phone, where nothing may be cut off at the side either. */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    await expectAccessible(page);
    const cut = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(cut, `${page.url()} is wider than ${size.width}`).toBeLessThanOrEqual(0);
  }
}

/** Tab until the focus is on it: what a keyboard cannot reach, nobody without a mouse can. */
export async function tabTo(wanted: Locator): Promise<void> {
  const page = wanted.page();
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate(one => one === document.activeElement)) return;
  }
  throw new Error(`No tab stop on ${page.url()} is ${wanted}`);
}
