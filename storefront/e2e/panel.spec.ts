import { expect, test } from './journey.ts';
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
