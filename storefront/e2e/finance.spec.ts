import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import {
  expect,
  expectAccessible,
  expectPdf,
  failNewestRefund,
  fundStripe,
  sameSite,
  test,
  transferCount,
} from './journey.ts';
import { inPanel } from './panel.ts';

const FINANCE = 'finance@stackr.example';
const CONTROLLER = 'controller@stackr.example';
const today = () => new Date().toISOString().slice(0, 10);

const cents = (amount: string | null) => Math.round(Number(amount?.replace(/[^\d.-]/g, '')) * 100);

test('finance previews the payouts and runs them, a second person releases them, and a second run pays nothing', async ({
  browser,
}) => {
  test.setTimeout(150_000);
  const page = await inPanel(browser, FINANCE);
  await page.goto('/admin/resources/payouts/actions/run');
  await page.getByRole('button', { name: 'Preview' }).click();
  const pay = page.getByRole('button', { name: /^Pay \d+ wholesalers/ });
  await expect(pay).toBeVisible();
  await expectAccessible(page);
  const before = await transferCount();
  await pay.click();
  await expect(page.getByText(/The batch of .* waits for a second person/)).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole('cell', { name: /^scheduled$/i }).first()).toBeVisible();
  expect(await transferCount()).toBe(before);

  const batch = await page.getByRole('link', { name: 'the batch' }).getAttribute('href');
  await release(page, batch!);
  await expect(page.getByText('Another person has to release the batch that you started')).toBeVisible();
  expect(await transferCount()).toBe(before);

  const second = await inPanel(browser, CONTROLLER);
  await release(second, batch!);
  await expect(second.getByText('The batch is released and sent')).toBeVisible({ timeout: 45_000 });
  const paid = await transferCount();
  expect(paid).toBeGreaterThan(before);

  const again = await page.request.post('/admin/api/resources/payouts/actions/run', {
    headers: { origin: new URL(page.url()).origin },
    multipart: { date: today(), isPreview: 'false' },
  });
  expect((await again.json()).notice.message).toMatch(/The run of .* is done/);
  expect(await transferCount()).toBe(paid);
  await second.context().close();
});

async function release(page: Page, batch: string): Promise<void> {
  await page.goto(batch.replace(/\/show$/, '/release'));
  await page.getByRole('button', { name: 'Release', exact: true }).click();
}

test('a wholesaler opens the statement of its payout, whose lines sum to it', async ({ browser }) => {
  const page = await inPanel(browser, 'kranich-coffee@stackr.example');
  const { items } = await (await page.request.get('/api/wholesaler/payouts')).json();
  const sent = items.find((payout: { status: string }) => payout.status === 'sent');
  await expectPdf(page, `/api/wholesaler/payouts/${sent.id}/statement`);
  const csv = await page.request.get(`/api/wholesaler/payouts/${sent.id}/statement?format=csv`);
  const lines: Record<string, string>[] = parse(await csv.text(), { bom: true, columns: true });
  expect(lines.reduce((total, line) => total + cents(line.amount!), 0)).toBe(sent.amountCents);

  await page.goto('/admin/pages/balance');
  await page.getByRole('link', { name: /Every entry/ }).click();
  await expect(page.getByRole('heading', { name: /Wholesaler (payable|pending)/ })).toBeVisible();
  await expectAccessible(page);
});

test('what is refunded after its payout is taken from the next one; failing weeks later, it is tried again', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await inPanel(browser, FINANCE);
  const { id, wholesaler } = await paidOutPart(page);
  const due = await dueTomorrow(page, wholesaler);
  await page.goto(`/admin/resources/wholesaler_orders/records/${id}/refund`);
  await page.getByLabel('Amount instead of units').fill('5');
  await page.getByLabel('Reason').fill('A dented tin');
  await page.getByRole('button', { name: 'Preview' }).click();
  const available = page.getByRole('row', { name: /^Available/ }).getByRole('cell');
  const [before, after] = [await available.nth(1).textContent(), await available.nth(2).textContent()];
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Refund €5.00' }).click();
  await expect(page.getByText('The refund of 5.00 is on the way')).toBeVisible();
  expect(await dueTomorrow(page, wholesaler)).toBe(due - (cents(before) - cents(after)));

  await failNewestRefund(500);
  const failed = page.getByRole('region', { name: 'Refunds that failed' }).getByRole('row', { name: /€5\.00/ });
  await expect(async () => {
    await page.goto('/admin/pages/attention');
    await expect(failed).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await expectAccessible(page);
  await failed.getByRole('link').click();
  await page.getByRole('link', { name: 'Try again', exact: true }).click();
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByText('the bank sent the money back')).toBeVisible();
  await page.getByRole('button', { name: 'Try again €5.00' }).click();
  await expect(page.getByText('Try 2 of the refund is on its way')).toBeVisible();
  const record = page.url().replace('/admin/resources/', '/admin/api/resources/');
  await expect.poll(async () => (await (await page.request.get(record)).json()).record.params.status).toBe('succeeded');
  await page.goto('/admin/pages/attention');
  await expect(page.getByRole('heading', { name: 'Needs attention' })).toBeVisible();
  await expect(failed).toBeHidden();
});

/** Bought by card, and delivered so long ago that its wholesaler has its money. */
async function paidOutPart(page: Page): Promise<{ id: string; wholesaler: string }> {
  const list = '/admin/api/resources/wholesaler_orders/actions/list?filters.status=closed&perPage=50';
  const { records } = await (await page.request.get(list)).json();
  for (const { id, populated } of records) {
    const multipart = { amountCents: '500', isPreview: 'true' };
    const url = `/admin/api/resources/wholesaler_orders/records/${id}/refund`;
    const { outcome } = await (await page.request.post(url, { headers: sameSite(page), multipart })).json();
    const accounts = outcome.data?.effects.map((effect: { account: string }) => effect.account) ?? [];
    if (accounts.includes('wholesaler_payable') && accounts.includes('refunds_in_flight'))
      return { id, wholesaler: populated.wholesaler_id.title };
  }
  throw new Error('No order of the demo was paid by card and paid out');
}

/** What tomorrow's run would pay a wholesaler, or carry over, by its preview. */
async function dueTomorrow(page: Page, wholesaler: string): Promise<number> {
  const date = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const asked = { headers: sameSite(page), multipart: { date, isPreview: 'true' } };
  const { outcome } = await (await page.request.post('/admin/api/resources/payouts/actions/run', asked)).json();
  const { payouts, carryovers } = outcome.data as Record<string, { wholesaler: string; amountCents: number }[]>;
  const own = [...payouts!, ...carryovers!].filter(row => row.wholesaler === wholesaler);
  return own.reduce((sum, row) => sum + row.amountCents, 0);
}

test('a report of 30 days is what the dashboard says, on the screen and in its files', async ({ browser }) => {
  const page = await inPanel(browser, FINANCE);
  // The market goes on meanwhile: an order may come between two looks.
  await expect(async () => {
    await page.goto('/admin');
    const tile = page.getByRole('link', { name: /^Commission/ });
    const told = cents(((await tile.textContent()) ?? '').match(/€[\d,.]+/)![0]);
    await tile.click();
    const sum = page.getByRole('row', { name: /^Sum in EUR/ });
    await expect(sum).toBeVisible();
    expect(cents(await sum.getByRole('cell').last().textContent())).toBe(told);
    const rows: Record<string, string>[] = parse(await download(page, 'Download CSV'), { bom: true, columns: true });
    expect(rows.reduce((total, row) => total + cents(row.Commission!), 0)).toBe(told);
  }).toPass({ timeout: 60_000 });
  await expectAccessible(page);
  expect((await download(page, 'Download XLSX')).subarray(0, 2).toString()).toBe('PK');
  expect((await download(page, 'Sums as PDF')).subarray(0, 5).toString()).toBe('%PDF-');

  await page.getByRole('button', { name: 'Journal' }).click();
  await expect(page.getByRole('row', { name: /^Sum in EUR/ })).toBeVisible();
  const stack = new TextDecoder('windows-1252').decode(await download(page, 'Download for DATEV'));
  expect(stack).toMatch(/^"EXTF";700;21;"Buchungsstapel";13;/);
  await page.getByRole('button', { name: 'Last quarter' }).click();
  await expect(page.getByRole('button', { name: 'Last quarter' })).toHaveAttribute('aria-pressed', 'true');
});

async function download(page: Page, name: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await page.getByText(name, { exact: true }).click();
  return readFile(await (await coming).path());
}

test('the trial balance sums to zero and opens down to an entry', async ({ browser }) => {
  const page = await inPanel(browser, FINANCE);
  await page.goto('/admin/pages/trialBalance');
  const sums = page.getByRole('row', { name: /^Sum in EUR/ }).getByRole('cell');
  await expect(sums.last()).toBeVisible();
  expect(cents(await sums.nth(1).textContent())).toBe(cents(await sums.nth(2).textContent()));
  await page.getByRole('button', { name: 'Wholesaler payable' }).click();
  await page.getByRole('link', { name: 'Kranich Coffee' }).click();
  await expect(page.getByText('At the end:')).toBeVisible();
});

test('the ledger agrees with Stripe; a difference is found, explained and settled by two people', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await inPanel(browser, FINANCE);
  await page.goto('/admin/pages/reconciliation');
  await compare(page, /nothing differs/);
  await expect(page.getByText('Stripe and the ledger agree on everything.')).toBeVisible();

  await fundStripe(12_345);
  await compare(page, /1 to settle/);
  const row = page.getByRole('row', { name: /€123\.45/ });
  await expect(row).toContainText('Book it against the bank');
  await expectAccessible(page);
  await row.getByRole('link').first().click();
  await page.getByRole('link', { name: 'Settle', exact: true }).click();
  await page.getByLabel('What happened').fill('Sent from the bank on Monday');
  await page.getByLabel('Post an entry against').click();
  await page.getByText('Bank', { exact: true }).click();
  await page.getByRole('button', { name: 'Settle', exact: true }).click();
  await expect(page.getByText('The entry is proposed: a second person has to agree')).toBeVisible();

  const second = await inPanel(browser, CONTROLLER);
  await second.goto(page.url().replace(/\/[a-z]+$/, '/approve'));
  await second.getByRole('button', { name: 'Agree and book' }).click();
  await expect(second.getByText('The entry is posted and the difference settled')).toBeVisible();
  await second.goto('/admin/pages/reconciliation');
  await compare(second, /nothing differs/);
  await second.context().close();
});

async function compare(page: Page, told: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Compare now' }).click();
  await expect(page.getByText(told).first()).toBeVisible({ timeout: 45_000 });
}

test('a credit beside the orders is booked when a second person agrees, and its wholesaler sees it', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await inPanel(browser, FINANCE);
  await page.goto('/admin/resources/wholesalers?filters.name=Kranich');
  await page.getByRole('cell', { name: 'Kranich Coffee Roasters' }).click();
  await page.getByRole('link', { name: 'Adjust balance' }).click();
  await page.getByLabel('Credit or charge').click();
  await page.getByText('Credit: we owe the wholesaler more').click();
  await page.getByLabel('Amount').fill('12.34');
  await page.getByLabel('Reason').fill('Parcel lost by our carrier');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Adjust balance' }).click();
  await expect(page.getByText('The adjustment is proposed: a second person has to agree')).toBeVisible();

  const second = await inPanel(browser, CONTROLLER);
  await second.getByRole('link', { name: /^For a second person/ }).click();
  await second.getByRole('cell', { name: 'Parcel lost by our carrier' }).click();
  await second.getByRole('link', { name: 'Agree and book' }).click();
  await second.getByRole('button', { name: 'Agree and book' }).click();
  await expect(second.getByText('The adjustment is booked')).toBeVisible();
  await second.context().close();

  const wholesaler = await inPanel(browser, 'kranich-coffee@stackr.example');
  await wholesaler.goto('/admin/pages/statement');
  await wholesaler.getByRole('button', { name: 'Wholesaler payable' }).click();
  await expect(wholesaler.getByRole('row', { name: /Adjustment: Parcel lost by our carrier/ })).toContainText('€12.34');
  await wholesaler.context().close();
});
