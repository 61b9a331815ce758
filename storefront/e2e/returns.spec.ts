import type { Browser, Page } from '@playwright/test';
import { DESK, expectAccessibleEverywhere, PHONE } from './buying.ts';
import { expect, expectAccessible, letterTo, signIn, test } from './journey.ts';
import { signInToPanel, step } from './panel.ts';

const EMMA = 'emma@stackr.example';

test('one thing goes back for its money, another is sent again and praised', async ({ page, browser }) => {
  test.setTimeout(150_000);
  await signIn(page, EMMA);
  const [back, again] = await arrivedParts(page);
  const part = (which: Arrived) => page.getByRole('region', { name: which.wholesaler.name, exact: true });

  await test.step('asks to return one item of each of two wholesalers', async () => {
    await askToReturn(page, back, 'It had melted');
    await askToReturn(page, again, 'The bag was torn');
    await expectAccessibleEverywhere(page);
  });

  await test.step('one wholesaler takes it back, and sees first what that costs', async () => {
    const panel = await openReturn(browser, back, 'It had melted');
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
    const panel = await openReturn(browser, again, 'The bag was torn');
    await step(panel, 'Approve');
    await expect(panel.getByText('The return is approved')).toBeVisible();
    await panel.setViewportSize(PHONE);
    await panel.goto(panel.url().replace(/\/(show|approve)$/, '/replace'));
    await panel.getByLabel('Reason').fill('A fresh one is on its way');
    await expectAccessible(panel);
    await panel.getByRole('button', { name: 'Send a replacement' }).click();
    await expect(panel.getByText(/^Replacement S-\d+ is placed/)).toBeVisible();
    await panel.context().close();
  });

  await test.step('both are said on their orders, and told', async () => {
    await letterTo(EMMA, /refund/i);
    await page.setViewportSize(DESK);
    await page.goto(`/orders/${back.order}`);
    await expect(part(back).getByText('It had melted')).toContainText('refunded');
    await page.goto(`/orders/${again.order}`);
    await expect(part(again).getByText('The bag was torn')).toContainText('sent again instead');
    await expect(page.getByText('“A fresh one is on its way”')).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.getByRole('link', { name: /^See replacement/ }).click();
    await expect(page.getByText('A replacement: nothing to pay')).toBeVisible();
  });

  await test.step('reviews what is good all the same', async () => {
    await page.setViewportSize(DESK);
    await page.goto(`/orders/${again.order}`);
    const said = `Worth the wait ${Date.now()}`;
    await part(again).getByText('Write a review').click();
    await part(again).getByRole('radio', { name: '5 stars' }).check({ force: true });
    await part(again).getByLabel('In a few words').fill(said);
    await part(again).getByRole('button', { name: 'Publish the review' }).click();
    await expect(page.getByText('Thank you: your review is published.')).toBeVisible();
    await page.goto(`/p/${again.lines[0]!.productSlug}`);
    await expect(page.getByText(said)).toBeVisible();
  });
});

interface Arrived {
  order: string;
  canReturn: boolean;
  wholesaler: { slug: string; name: string };
  lines: { productSlug: string; sku: string }[];
}

/** What has arrived and may be returned, of two wholesalers; of the second one there is more to send. */
async function arrivedParts(page: Page): Promise<[Arrived, Arrived]> {
  const { items } = await (await page.request.get('/api/orders?limit=50')).json();
  const parts: Arrived[] = [];
  for (const { number } of items) {
    const order = await (await page.request.get(`/api/orders/${number}`)).json();
    parts.push(...order.parts.map((part: Arrived) => ({ ...part, order: number })));
  }
  const open = parts.filter(part => part.canReturn);
  for (const again of open) {
    const [{ productSlug, sku }] = again.lines as [Arrived['lines'][0]];
    const { variants } = await (await page.request.get(`/api/catalog/products/${productSlug}`)).json();
    const isLeft = variants.some((one: Sold) => one.sku === sku && one.stock.state !== 'out');
    const back = open.find(part => part.wholesaler.slug !== again.wholesaler.slug);
    if (isLeft && back) return [back, again];
  }
  throw new Error('Nothing of the demo that may be returned has arrived from two wholesalers');
}
interface Sold {
  sku: string;
  stock: { state: string };
}

async function askToReturn(page: Page, { order, wholesaler }: Arrived, reason: string): Promise<void> {
  await page.goto(`/orders/${order}`);
  const part = page.getByRole('region', { name: wholesaler.name, exact: true });
  await part.getByText('Return something').click();
  await part.getByRole('button', { name: 'More' }).first().click();
  await part.getByLabel('Why?').fill(reason);
  await part.getByRole('button', { name: 'Ask to return' }).click();
  await expect(part.getByText(reason)).toContainText('waiting for an answer');
}

async function openReturn(browser: Browser, { wholesaler }: Arrived, reason: string): Promise<Page> {
  const panel = await (await browser.newContext({ viewport: DESK })).newPage();
  await signInToPanel(panel, `${wholesaler.slug}@stackr.example`);
  await panel.goto('/admin/resources/return_requests');
  await panel
    .getByRole('row', { name: new RegExp(reason) })
    .getByRole('cell')
    .nth(1)
    .click();
  await expect(panel).toHaveURL(/\/records\/[^/]+\/show/);
  return panel;
}
