import type { Browser, Page } from '@playwright/test';
import { DESK, expectAccessibleEverywhere, PHONE } from './buying.ts';
import { expect, expectAccessible, letterTo, signIn, test } from './journey.ts';
import { signInToPanel, step } from './panel.ts';

const EMMA = 'emma@stackr.example';

test('one thing goes back for its money, another is sent again, and a third is praised', async ({ page, browser }) => {
  test.setTimeout(150_000);
  await signIn(page, EMMA);
  const number = await deliveredFrom(page, ['Kranich Coffee Roasters', 'Casa Dolça']);
  await page.goto(`/orders/${number}`);
  const part = (wholesaler: string) => page.getByRole('region', { name: wholesaler, exact: true });

  await test.step('asks to return one item of each of two wholesalers', async () => {
    await askToReturn(page, 'Casa Dolça', 'It had melted');
    await askToReturn(page, 'Kranich Coffee Roasters', 'The bag was torn');
    await expectAccessibleEverywhere(page);
  });

  await test.step('one wholesaler takes it back, and sees first what that costs', async () => {
    const panel = await openReturn(browser, 'casa-dolca@stackr.example', 'It had melted');
    await step(panel, 'Approve');
    await expect(panel.getByText('The return is approved')).toBeVisible();
    await panel.getByRole('link', { name: 'Received: refund' }).click();
    await panel.getByRole('button', { name: 'Preview' }).click();
    await expect(panel.getByRole('row', { name: /^(Pending|Available)/ }).first()).toBeVisible();
    await expectAccessibleEverywhere(panel);
    await panel.setViewportSize(DESK);
    await panel.getByRole('button', { name: /^Received: refund/ }).click();
    await expect(panel.getByText('The refund is on the way')).toBeVisible();
    await panel.context().close();
  });

  await test.step('the other one sends it again, on a phone', async () => {
    const panel = await openReturn(browser, 'kranich-coffee@stackr.example', 'The bag was torn');
    await step(panel, 'Approve');
    await expect(panel.getByText('The return is approved')).toBeVisible();
    await panel.setViewportSize(PHONE);
    await panel.goto(panel.url().replace(/\/(show|approve)$/, '/replace'));
    await panel.getByLabel('Reason').fill('A fresh bag is on its way');
    await expectAccessible(panel);
    await panel.getByRole('button', { name: 'Send a replacement' }).click();
    await expect(panel.getByText(/^Replacement S-\d+ is placed/)).toBeVisible();
    await panel.context().close();
  });

  await test.step('both are said on the order, and told', async () => {
    await letterTo(EMMA, /refund/i);
    await page.setViewportSize(DESK);
    await page.goto(`/orders/${number}`);
    await expect(part('Casa Dolça').getByText('It had melted')).toContainText('refunded');
    await expect(part('Kranich Coffee Roasters').getByText('The bag was torn')).toContainText('sent again instead');
    await expect(page.getByText('“A fresh bag is on its way”')).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.getByRole('link', { name: /^See replacement/ }).click();
    await expect(page.getByText('A replacement: nothing to pay')).toBeVisible();
    await page.goto(`/orders/${number}`);
  });

  await test.step('reviews what was good', async () => {
    await part('Savonnerie Calanque').getByText('Write a review').click();
    const review = part('Savonnerie Calanque');
    await review.getByRole('radio', { name: '5 stars' }).check({ force: true });
    await review.getByLabel('In a few words').fill('Smells of the sea');
    await review.getByRole('button', { name: 'Publish the review' }).click();
    await page.goto('/p/bath-salt-camargue');
    await expect(page.getByText('Smells of the sea')).toBeVisible();
  });
});

/** The newest order of which both wholesalers' parts have arrived and may be returned. */
async function deliveredFrom(page: Page, wholesalers: string[]): Promise<string> {
  const { items } = await (await page.request.get('/api/orders?limit=50')).json();
  for (const { number } of items) {
    const order: Order = await (await page.request.get(`/api/orders/${number}`)).json();
    const open = order.parts.filter(part => part.canReturn).map(part => part.wholesaler.name);
    if (wholesalers.every(name => open.includes(name))) return number;
  }
  throw new Error(`No order of the demo has arrived from ${wholesalers.join(' and ')}`);
}
interface Order {
  parts: { canReturn: boolean; wholesaler: { name: string } }[];
}

async function askToReturn(page: Page, wholesaler: string, reason: string): Promise<void> {
  const part = page.getByRole('region', { name: wholesaler, exact: true });
  await part.getByText('Return something').click();
  await part.getByRole('button', { name: 'More' }).first().click();
  await part.getByLabel('Why?').fill(reason);
  await part.getByRole('button', { name: 'Ask to return' }).click();
  await expect(part.getByText(reason)).toContainText('waiting for an answer');
}

async function openReturn(browser: Browser, email: string, reason: string): Promise<Page> {
  const panel = await (await browser.newContext({ viewport: DESK })).newPage();
  await signInToPanel(panel, email);
  await panel.goto('/admin/resources/return_requests');
  await panel
    .getByRole('row', { name: new RegExp(reason) })
    .getByRole('cell')
    .nth(1)
    .click();
  await expect(panel).toHaveURL(/\/records\/[^/]+\/show/);
  return panel;
}
