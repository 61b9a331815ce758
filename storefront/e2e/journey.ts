import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { DEMO_PASSWORD } from '../../db/seeds/demo-people.ts';

export { DEMO_PASSWORD, expect };

const port = Number(process.env.E2E_PORT ?? 3000);
const inbox = `http://localhost:${port + 26}`;
const standIns = `http://127.0.0.1:${port + 10}`;

export const test = base;

/** No violation that axe knows, on what is shown now; what is still fading is waited for. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-busy="true"]') === null &&
      document
        .getAnimations()
        .every(one => one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity),
  );
  // Legacy: without a page of its own to sum frames of other sites up, of which we have none. It takes a third of the time.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .analyze();
  const told = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(node => node.html.slice(0, 200)).join('\n  ')}`,
  );
  expect.soft(told, `accessibility of ${page.url()}`).toEqual([]);
}

export async function signIn(page: Page, email: string, password = DEMO_PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeHidden();
}

/** What a browser sends along with a write of ours: without it, it counts as another site's. */
export const sameSite = (page: Page) => ({ origin: new URL(page.url()).origin });

/** Nothing in the wholesale cart that another journey left there. */
export async function emptyCart(page: Page): Promise<void> {
  const cart = await (await page.request.get('/api/cart?channel=b2b')).json();
  for (const group of cart.groups)
    for (const { id } of group.lines) {
      const answer = await page.request.delete(`/api/cart/lines/${id}`, { headers: sameSite(page) });
      expect(answer.ok()).toBe(true);
    }
}

/** By the Tab key alone, as often as it takes. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate(element => element === document.activeElement)) return;
  }
  throw new Error(`${target} is not reached by the Tab key`);
}

interface Letter {
  id: string;
  subject: string;
  html: string;
  text: string;
  to: { address: string }[];
}

/** The newest letter to the address with these words in its subject; waits until the post has come. */
export async function letterTo(address: string, subject: RegExp): Promise<Letter> {
  let found: Letter | undefined;
  await expect
    .poll(
      async () => {
        const letters: Letter[] = await (await fetch(`${inbox}/api/email`)).json();
        found = letters.findLast(
          letter => letter.to.some(to => to.address === address) && subject.test(letter.subject),
        );
        return found?.subject;
      },
      { message: `a letter to ${address} about ${subject}`, timeout: 30_000 },
    )
    .toBeTruthy();
  return found!;
}

/** The carrier moves the parcel one step on and tells Stackr. */
export async function advanceParcel(trackingCode: string): Promise<string> {
  const answer = await fetch(`${standIns}/easypost/_control/trackers/${trackingCode}/advance`, { method: 'POST' });
  expect(answer.status).toBe(200);
  return (await answer.json()).status;
}

/** One of the product into the retail cart, which then counts so many. */
export async function addToCart(page: Page, slug: string, count = 1): Promise<void> {
  await page.goto(`/p/${slug}`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByRole('link', { name: `Cart, ${count === 1 ? '1 item' : `${count} items`}` })).toBeVisible();
}

export async function fillAddress(page: Page, name: string): Promise<void> {
  const address = page.getByRole('region', { name: 'Address' });
  // The billing fields have the same names and are hidden as long as it is the same address.
  await address.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await address.getByRole('textbox', { name: 'Street and number' }).fill('Rosenweg 5');
  await address.getByRole('textbox', { name: 'Postal code' }).fill('50667');
  await address.getByRole('textbox', { name: 'City' }).fill('Köln');
}

export async function payWith(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry').fill('12 / 34');
  await page.getByLabel('Security code').fill('123');
  await page.getByLabel('Name on card').fill('Test Card');
  await page.getByRole('button', { name: /^Pay / }).click();
}

export async function expectPdf(page: Page, path: string): Promise<void> {
  const answer = await page.request.get(path);
  expect(answer.status(), path).toBe(200);
  expect(answer.headers()['content-type']).toContain('application/pdf');
  expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
}

/** How many transfers Stripe has made so far. */
export async function transferCount(): Promise<number> {
  const headers = { authorization: 'Bearer sk_test_stackr_demo' };
  const answer = await fetch(`${standIns}/v1/transfers?limit=100`, { headers });
  return (await answer.json()).data.length;
}

/** Money that comes from the bank without anybody booking it. */
export async function fundStripe(amountCents: number): Promise<void> {
  const answer = await fetch(`${standIns}/_control/funds`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ amount: amountCents }),
  });
  expect(answer.ok).toBe(true);
}

/** Weeks later the buyer's bank sends the newest refund back; its amount says which one is meant. */
export async function failNewestRefund(amountCents: number): Promise<void> {
  const headers = { authorization: 'Bearer sk_test_stackr_demo' };
  let id = '';
  await expect
    .poll(async () => {
      const { data } = await (await fetch(`${standIns}/v1/refunds?limit=1`, { headers })).json();
      id = data[0].id;
      return data[0].amount;
    })
    .toBe(amountCents);
  const body = JSON.stringify({ outcome: 'failed' });
  const answer = await fetch(`${standIns}/_control/refunds/${id}`, {
    ...{ method: 'POST', body, headers: { 'content-type': 'application/json' } },
  });
  expect(answer.ok).toBe(true);
}
