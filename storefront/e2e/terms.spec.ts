import type { Page } from '@playwright/test';
import { fillWholesaleCart } from './buying.ts';
import { emptyCart, expect, expectAccessible, expectPdf, letterTo, payWith, signIn, test } from './journey.ts';
import { openPart, refundAmount, signInToPanel } from './panel.ts';

interface Due {
  dueOn: string;
}

/** What the button of the checkout says that it costs. */
async function totalNow(page: Page): Promise<number> {
  await page.goto('/checkout?channel=b2b');
  const words = await page.getByRole('button', { name: /^Order for/ }).textContent();
  return Math.round(Number(words!.replace(/[^\d.]/g, '')) * 100);
}

test('a store orders on terms up to its limit, and pays the invoice by card later', async ({ page, browser }) => {
  test.setTimeout(150_000);
  const nora = 'nora@stackr.example';
  const poNumber = `TERMS-${Date.now()}`;
  let invoice = '';

  await test.step('finance sets the limit so that one such order fits, and little more', async () => {
    await signIn(page, nora);
    await fillWholesaleCart(page, 48);
    await page.goto('/account/invoices');
    await expectAccessible(page);
    const account = await (await page.request.get('/api/account')).json();
    const { creditLimitCents, availableCents } = account.store.terms;
    const panel = await (await browser.newContext()).newPage();
    await signInToPanel(panel, 'finance@stackr.example');
    await panel.goto('/admin/resources/stores?filters.name=Nora');
    await panel.getByRole('cell', { name: 'Nora & Nielsen', exact: true }).click();
    await panel.getByRole('link', { name: 'Terms', exact: true }).click();
    await panel.getByLabel('Net terms').click();
    await panel.getByText('Net 30', { exact: true }).click();
    const open = creditLimitCents - availableCents;
    const totalCents = await totalNow(page);
    await panel.getByLabel('Credit limit').fill(((open + totalCents + 500) / 100).toFixed(2));
    await panel.getByRole('button', { name: 'Terms', exact: true }).click();
    await expect(panel.getByText('The terms are set')).toBeVisible();
    await panel.context().close();
  });

  await test.step('the first is placed: its invoice has a due day, the PO number and a letter', async () => {
    await page.goto('/checkout?channel=b2b');
    await page.getByText('On invoice, net 30 days').click();
    await page.getByLabel('Purchase order number').fill(poNumber);
    await page.getByRole('button', { name: /^Order for/ }).click();
    await expect(page.getByRole('heading', { name: 'Thank you, your order is in' })).toBeVisible({ timeout: 30_000 });
    await page.goto('/account/invoices');
    const row = page.getByRole('listitem').filter({ hasText: poNumber });
    await expect(row).toContainText(/Due /);
    invoice = /INV-\d+|I-\d+|R-\d+/.exec((await row.textContent())!)![0];
    await letterTo(nora, new RegExp(`^Invoice ${invoice}`));
    await expectPdf(page, (await row.getByRole('link', { name: /as PDF/ }).getAttribute('href'))!);
    await expectAccessible(page);
  });

  await test.step('the second is above the limit: terms are refused with what is left, a card is not', async () => {
    await fillWholesaleCart(page, 48);
    await page.goto('/checkout?channel=b2b');
    await expect(page.getByRole('radio', { name: /On invoice, net 30/ })).toBeDisabled();
    await expect(page.getByText(/above your credit limit: €[\d,.]+ of it is left/).first()).toBeVisible();
    await expectAccessible(page);
    await expect(page.getByRole('button', { name: /^Order for/ })).toBeEnabled();
  });

  await test.step('pays the invoice by card; its amount is free again', async () => {
    await page.goto('/account/invoices');
    await page.getByRole('button', { name: `Pay by card ${invoice}` }).press('Enter');
    await payWith(page, '4242424242424242');
    await expect(page.getByText(new RegExp(`${invoice} is paid|Your payment of ${invoice}`))).toBeVisible({
      timeout: 30_000,
    });
    await expect
      .poll(async () => {
        await page.goto(`/account/invoices?paid=${invoice}`);
        return page.getByText(`${invoice} is paid`).isVisible();
      })
      .toBe(true);
    await expect(page.getByText('Paid ').first()).toBeVisible();
    await expectAccessible(page);
    await page.goto('/checkout?channel=b2b');
    await expect(page.getByRole('radio', { name: /On invoice, net 30/ })).toBeEnabled();
    await emptyCart(page);
  });
});

test('a store with an overdue invoice orders by card only, and is told which; finance sees it by age', async ({
  page,
}) => {
  await signIn(page, 'amelie@stackr.example');
  await page.goto('/account/invoices');
  await expect(page.getByText(/invoices? overdue$/)).toBeVisible();
  await expectAccessible(page);
  const { items } = await (await page.request.get('/api/invoices?state=open&limit=100')).json();
  const late = items.filter((one: { isOverdue: boolean }) => one.isOverdue);
  const [overdue] = late.sort((one: Due, other: Due) => one.dueOn.localeCompare(other.dueOn));
  await fillWholesaleCart(page, 48);
  await page.goto('/checkout?channel=b2b');
  await expect(page.getByRole('radio', { name: /On invoice, net 15/ })).toBeDisabled();
  await expect(page.getByText(`Invoice ${overdue.number} was due on ${overdue.dueOn}`).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Order for/ }).click();
  await expect(page.getByRole('heading', { name: 'Pay with card' })).toBeVisible();
  await payWith(page, '4242424242424242');
  await expect(page.getByRole('heading', { name: 'Thank you, your order is in' })).toBeVisible({ timeout: 30_000 });

  await page.context().clearCookies();
  await signInToPanel(page, 'finance@stackr.example');
  await expect(page.getByText('Owed by stores, by age')).toBeVisible();
  await expect(page.getByText(/days overdue/).first()).toBeVisible();
  await page.getByRole('link', { name: /^Maison Garnier/ }).click();
  await expect(page.getByRole('cell', { name: overdue.number, exact: true })).toBeVisible();
});

test('what is credited on a paid invoice settles what is due next', async ({ page, browser }) => {
  const nora = 'nora@stackr.example';
  await signIn(page, nora);
  const invoices = async (state: string) =>
    (await (await page.request.get(`/api/invoices?state=${state}&limit=100`)).json()).items;
  const paid = (await invoices('settled')).at(-1); // long ago, by bank
  const next = (await invoices('open')).sort((one: Due, other: Due) => one.dueOn.localeCompare(other.dueOn))[0];

  const finance = await (await browser.newContext()).newPage();
  await signInToPanel(finance, 'finance@stackr.example');
  await openPart(finance, `${paid.orderNumber}-1`);
  await refundAmount(finance, '5.00', 'A torn label');
  await finance.context().close();

  await page.goto('/account/invoices');
  const due = page.getByRole('listitem').filter({ hasText: next.number });
  await expect(due).toContainText(`€${((next.openCents - 500) / 100).toFixed(2)}`);
  await expect(due).toContainText('€5.00 settled with your credit');
  await expectAccessible(page);
  await letterTo(nora, /credit/i);
});
