import { type Browser, expect, type Page } from '@playwright/test';
import { expectPdf, signIn } from './journey.ts';

export async function signInToPanel(page: Page, email: string): Promise<void> {
  await signIn(page, email);
  await page.goto('/admin');
  await expect(page.locator('#app')).toBeVisible();
}

type Known = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;
/** Everyone signs in once: who does so every few seconds is asked to wait. */
const known = new Map<string, Known>();

export async function inPanel(browser: Browser, email: string): Promise<Page> {
  const storageState = known.get(email);
  const page = await (await browser.newContext(storageState ? { storageState } : {})).newPage();
  if (storageState) await page.goto('/admin');
  else await signInToPanel(page, email);
  known.set(email, await page.context().storageState());
  return page;
}

/** A wholesaler's part of an order, found by its number in the list. */
export async function openPart(page: Page, number: string): Promise<void> {
  await page.goto(`/admin/resources/wholesaler_orders?filters.number=${encodeURIComponent(number)}`);
  await page.getByRole('cell', { name: number, exact: true }).click();
  await expect(page).toHaveURL(/\/records\/[^/]+\/show/);
}

/** Accepted, rates asked, the first label bought, the packing slip printed. */
export async function shipPart(page: Page): Promise<void> {
  await step(page, 'Accept');
  await expect(page.getByText('The order is accepted')).toBeVisible();
  await page.getByRole('link', { name: /^(Ship|Rates and label)$/ }).click();
  await page.getByRole('button', { name: 'Get rates' }).click();
  await page.getByRole('list', { name: 'Rates' }).getByRole('button', { name: 'Buy label' }).first().click();
  await expect(page.getByRole('link', { name: 'Open the label to print it' })).toBeVisible();
  const id = /records\/([^/]+)/.exec(page.url())![1];
  await expectPdf(page, `/api/wholesaler/orders/${id}/packing-slip`);
}

/** Opens the step of a record and does it. */
export async function step(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('button', { name, exact: true }).click();
}

/** On the page of a wholesaler's part: an amount of its goods is given back, looked at first. */
export async function refundAmount(page: Page, amount: string, reason: string): Promise<void> {
  await page.getByRole('link', { name: 'Refund', exact: true }).click();
  await page.getByLabel('Amount instead of units').fill(amount);
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: `Refund €${amount}` }).click();
  await expect(page.getByText(`The refund of ${amount} is on the way`)).toBeVisible();
}
