import { expect, expectPdf, signIn, test, transferCount } from './journey.ts';
import { signInToPanel } from './panel.ts';

test('a wholesaler sees its own orders and balance, and no one else’s', async ({ page, browser }) => {
  const other = await (await browser.newContext()).newPage();
  await signInToPanel(other, 'atelier-argile@stackr.example');
  await other.goto('/admin/resources/wholesaler_orders');
  await other.locator('tbody tr').first().locator('td').nth(1).click();
  await expect(other).toHaveURL(/\/records\/[^/]+\/show/);
  const foreign = other.url();
  await other.context().close();

  await signInToPanel(page, 'kranich-coffee@stackr.example');
  await page.goto(foreign);
  await expect(page.getByText('Atelier Argile')).toBeHidden();
  const record = foreign.replace('/admin/resources', '/admin/api/resources');
  const answer = await page.request.get(record);
  expect((await answer.text()).includes('total_cents'), 'nothing of the order is told').toBe(false);

  await page.goto('/admin/pages/balance');
  await expect(page.getByRole('heading', { name: 'Balance' })).toBeVisible();
  await expect(page.getByText('Available', { exact: true }).first()).toBeVisible();
});

test('finance previews the payouts, runs them, and a second run pays nothing', async ({ page }) => {
  test.setTimeout(120_000);
  await signInToPanel(page, 'finance@stackr.example');
  await page.goto('/admin/resources/payouts/actions/run');
  await page.getByRole('button', { name: 'Preview' }).click();
  const pay = page.getByRole('button', { name: /^Pay \d+ wholesalers/ });
  await expect(pay).toBeVisible();
  await pay.click();
  await expect(page.getByText(/The run of .* is done/)).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole('cell', { name: /^sent$/i }).first()).toBeVisible();

  const paid = await transferCount();
  const previewed = page.waitForResponse(/payouts\/actions\/run/);
  await page.getByRole('button', { name: 'Preview' }).click();
  await previewed;
  await expect(pay).toBeHidden();
  const again = await page.request.post('/admin/api/resources/payouts/actions/run', {
    headers: { origin: new URL(page.url()).origin },
    multipart: { date: new Date().toISOString().slice(0, 10), isDryRun: 'false' },
  });
  expect((await again.json()).notice.message).toMatch(/The run of .* is done/);
  expect(await transferCount()).toBe(paid);
});

test('a wholesaler opens the statement of a payout', async ({ page }) => {
  await signIn(page, 'kranich-coffee@stackr.example');
  const { items } = await (await page.request.get('/api/wholesaler/payouts')).json();
  const sent = items.find((payout: { status: string }) => payout.status === 'sent');
  await expectPdf(page, `/api/wholesaler/payouts/${sent.id}/statement`);
});
