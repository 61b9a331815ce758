import { expect, expectAccessible, test } from './journey.ts';
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

test('the panel is dark where the system is, and as the shop’s switch says where it says something', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await signInToPanel(page, 'kranich-coffee@stackr.example');
  const brightness = () =>
    page
      .locator('[data-css="sidebar"]')
      .evaluate(bar => Number(getComputedStyle(bar).backgroundColor.match(/\d+/)![0]));
  await page.goto('/admin/pages/balance');
  await expect(page.getByText('Available', { exact: true }).first()).toBeVisible();
  expect(await brightness()).toBeLessThan(60);
  await expectAccessible(page);
  await page.context().addCookies([{ name: 'theme', value: 'light', url: new URL(page.url()).origin }]);
  await page.goto('/admin');
  await expect(page.getByRole('heading', { name: /^Good to see you/ })).toBeVisible();
  expect(await brightness()).toBeGreaterThan(200);
});
