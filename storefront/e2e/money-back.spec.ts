import type { Browser, Page } from '@playwright/test';
import { DESK, expectAccessibleEverywhere, fillWholesaleCart } from './buying.ts';
import { expect, expectAccessible, failNewestRefund, letterTo, signIn, test } from './journey.ts';
import { inPanel, openPart, refundAmount } from './panel.ts';

const FINANCE = 'finance@stackr.example';
const CONTROLLER = 'controller@stackr.example';
const today = () => new Date().toISOString().slice(0, 10);

test('money of a payout is taken back by two people, and its wholesaler is owed it again', async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await inPanel(browser, FINANCE);
  const list = await page.request.get('/admin/api/resources/payouts/actions/list?filters.status=sent&perPage=50');
  const payouts: Sent[] = (await list.json()).records;
  const { id, populated } = payouts.find(({ params }) => params.amount_cents >= 15_000)!;
  const wholesaler = await inPanel(browser, `${populated.wholesaler_id.params.slug}@stackr.example`);
  const before = await availableCents(wholesaler);

  await page.goto(`/admin/resources/payouts/records/${id}/reverse`);
  await page.getByLabel('Amount').fill('101');
  await page.getByLabel('Reason').fill('Sent for an order that never was');
  await page.getByRole('button', { name: 'Preview' }).click();
  const available = page.getByRole('row', { name: /^Available/ }).getByRole('cell');
  const [now, then] = [await available.nth(1).textContent(), await available.nth(2).textContent()];
  expect(centsOf(then) - centsOf(now)).toBe(10_100);
  await expectAccessibleEverywhere(page);
  await page.setViewportSize(DESK);
  await page.getByRole('button', { name: 'Take back €101.00' }).click();
  await expect(page.getByText('somebody else has to release it')).toBeVisible();
  expect(await availableCents(wholesaler)).toBe(before);

  const second = await fromAttention(browser, 'Money to take back', /€101\.00/);
  await second.getByRole('link', { name: 'Release', exact: true }).click();
  await second.getByRole('button', { name: 'Release', exact: true }).click();
  await expect(second.getByText(/The money is taken back|within minutes/)).toBeVisible();
  await second.context().close();

  await expect.poll(() => availableCents(wholesaler)).toBe(before + 10_100);
  await wholesaler.goto('/admin/pages/balance');
  await wholesaler.getByRole('button', { name: /^Available/ }).click();
  const entries = wholesaler.getByRole('region', { name: 'Entries that are available' });
  await expect(entries.getByRole('row', { name: /€101\.00/ }).first()).toContainText(
    'Sent for an order that never was',
  );
  await wholesaler.context().close();
  await page.context().close();
});
interface Sent {
  id: string;
  params: { amount_cents: number };
  populated: { wholesaler_id: { params: { slug: string } } };
}

test('a refund that the card does not take is paid by bank by two people, and its buyer reads so', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  // Its own amount: Stripe's newest refund is known by it.
  const cents = 100 + (Date.now() % 400);
  const amount = (cents / 100).toFixed(2);
  const row = new RegExp(`€${amount}`);
  await signIn(page, 'emma@stackr.example');
  const part = await deliveredPart(page);
  const finance = await inPanel(browser, FINANCE);
  await openPart(finance, part.number);
  await refundAmount(finance, amount, 'A dented lid');
  await failNewestRefund(cents);
  await expect(async () => {
    await page.goto(`/orders/${part.order}`);
    await expect(page.getByText('Refund came back')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await expectAccessible(page);

  await openAttention(finance, 'Refunds that failed', row);
  await finance.getByRole('link', { name: 'Paid by bank', exact: true }).click();
  await noteOfBank(finance, `GIRO ${cents}`);
  await finance.getByRole('button', { name: 'Preview' }).click();
  await expect(finance.getByText('The bank account falls by')).toBeVisible();
  await expectAccessibleEverywhere(finance);
  await finance.setViewportSize(DESK);
  await finance.getByRole('button', { name: `Paid by bank €${amount}` }).click();
  await expect(finance.getByText('a second person has to agree')).toBeVisible();

  const second = await fromAttention(browser, 'Refunds paid by bank', row);
  await agree(second);
  await expect(second.getByText('The refund is booked as paid by bank')).toBeVisible();
  await second.context().close();
  await finance.context().close();

  await page.goto(`/orders/${part.order}`);
  await expect(page.getByText('Refunded by bank transfer')).toBeVisible();
  await expect(page.getByText(`GIRO ${cents}`)).toBeVisible();
  await letterTo('emma@stackr.example', /bank/i);
});

test('credit of a store is paid out by bank by two people', async ({ page, browser }) => {
  test.setTimeout(150_000);
  const theo = 'theo@stackr.example';
  const poNumber = `CREDIT-${Date.now()}`;
  const finance = await inPanel(browser, FINANCE);
  const openStore = async () => {
    await finance.goto('/admin/resources/stores?filters.name=Brandner');
    await finance.getByRole('cell', { name: 'Brandner am Eck', exact: true }).click();
    await expect(finance).toHaveURL(/\/show$/);
  };

  await test.step('a store orders on terms, pays by bank, and is credited a part', async () => {
    await openStore();
    await finance.getByRole('link', { name: 'Terms', exact: true }).click();
    await finance.getByLabel('Net terms').click();
    await finance.getByText('Net 30', { exact: true }).click();
    await finance.getByLabel('Credit limit').fill('9000');
    await finance.getByRole('button', { name: 'Terms', exact: true }).click();
    await expect(finance.getByText('The terms are set')).toBeVisible();

    await signIn(page, theo);
    await fillWholesaleCart(page, 48);
    await page.goto('/checkout?channel=b2b');
    await page.getByText('On invoice, net 30 days').click();
    await page.getByLabel('Purchase order number').fill(poNumber);
    await page.getByRole('button', { name: /^Order for/ }).click();
    await expect(page.getByRole('heading', { name: 'Thank you, your order is in' })).toBeVisible({ timeout: 30_000 });
    const { items } = await (await page.request.get('/api/invoices?state=open&limit=100')).json();
    const invoice = items[0];

    await finance.goto(`/admin/resources/invoices?filters.number=${invoice.number}`);
    await finance.getByRole('cell', { name: invoice.number, exact: true }).click();
    await finance.getByRole('link', { name: 'Paid by bank transfer', exact: true }).click();
    await finance.getByLabel('Arrived on').fill(today());
    await finance.getByLabel('Reference on the bank’s statement').fill('GIRO 1');
    await finance.getByRole('button', { name: 'Paid by bank transfer', exact: true }).click();
    await expect(finance.getByText(`${invoice.number} is paid`)).toBeVisible();
    await openPart(finance, `${invoice.orderNumber}-1`);
    await refundAmount(finance, '7.77', 'A torn bag');
    await page.goto('/account/invoices');
    await expect(page.getByText('€7.77 credit; used on your next invoice')).toBeVisible();
  });

  await test.step('one person notes that it was sent, another agrees; the store has it in its account', async () => {
    await openStore();
    await finance.getByRole('link', { name: 'Pay out credit', exact: true }).click();
    await noteOfBank(finance, 'GIRO 777');
    await finance.getByRole('button', { name: 'Preview' }).click();
    await expectAccessibleEverywhere(finance);
    await finance.setViewportSize(DESK);
    await finance.getByRole('button', { name: 'Pay out credit €7.77' }).click();
    await expect(finance.getByText('a second person has to agree')).toBeVisible();
    const second = await fromAttention(browser, 'Credit paid out by bank', /€7\.77/);
    await agree(second);
    await expect(second.getByText('The credit is booked as paid out')).toBeVisible();
    await second.context().close();
    await page.goto('/account/invoices');
    await expect(page.getByText(/credit; used on your next invoice/)).toBeHidden();
    expect((await letterTo(theo, /credit/i)).text).toContain('7.77');
  });
  await finance.context().close();
});

const centsOf = (amount: string | null) => Math.round(Number(amount?.replace(/[^\d.-]/g, '')) * 100);

async function availableCents(wholesaler: Page): Promise<number> {
  return (await (await wholesaler.request.get('/api/wholesaler/balance')).json()).availableCents;
}

/** An order by card of which something has arrived that nothing was refunded of. */
async function deliveredPart(page: Page): Promise<{ order: string; number: string }> {
  const { items } = await (await page.request.get('/api/orders?limit=50')).json();
  for (const { number } of items) {
    const order = await (await page.request.get(`/api/orders/${number}`)).json();
    const part = order.parts.find((one: { status: string }) => one.status === 'delivered');
    if (part && order.refunds.length === 0) return { order: number, number: part.number };
  }
  throw new Error('Nothing of the demo has arrived whole');
}

async function noteOfBank(page: Page, reference: string): Promise<void> {
  await page.getByLabel('Paid on (UTC)').fill(today());
  await page.getByLabel('Reference').fill(reference);
  await page.getByLabel('Note').fill('The account was read back on the telephone');
}

/** From the page of what waits for finance to the record of a row. */
async function openAttention(page: Page, group: string, row: RegExp): Promise<void> {
  await page.goto('/admin/pages/attention');
  const region = page.getByRole('region', { name: group });
  await region.getByRole('row', { name: row }).getByRole('link').click();
  await expect(page).toHaveURL(/\/records\/[^/]+\/show/);
}

async function fromAttention(browser: Browser, group: string, row: RegExp): Promise<Page> {
  const second = await inPanel(browser, CONTROLLER);
  await openAttention(second, group, row);
  return second;
}

async function agree(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Agree and book', exact: true }).click();
  await page.getByRole('button', { name: 'Agree and book', exact: true }).click();
}
