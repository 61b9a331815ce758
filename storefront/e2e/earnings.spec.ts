import { expect, expectAccessible, expectPdf, test } from './journey.ts';
import { inPanel } from './panel.ts';

const FINANCE = 'finance@stackr.example';
const CONTROLLER = 'controller@stackr.example';
const KRANICH = 'kranich-coffee@stackr.example';
const ANOTHER = 'atelier-argile@stackr.example';

test('a wholesaler opens its balance into its entries and an entry into its order; finance sees the same', async ({
  browser,
}) => {
  const page = await inPanel(browser, KRANICH);
  await page.goto('/admin/pages/balance');
  await expect(page.getByText(/^The next run, of/)).toBeVisible();
  await page.getByRole('button', { name: /^Pending/ }).click();
  const entries = page.getByRole('region', { name: 'Entries that are pending' });
  const order = entries.getByRole('link', { name: /^S-\d+-\d+$/ }).first();
  const number = (await order.textContent())!;
  await expectAccessible(page);
  const { pendingCents } = await (await page.request.get('/api/wholesaler/balance')).json();

  const finance = await inPanel(browser, FINANCE);
  await finance.goto('/admin/pages/balance');
  await finance.getByLabel('Name').fill('kranich');
  await finance.getByRole('button', { name: 'Kranich Coffee Roasters' }).click();
  await expect(finance.getByRole('heading', { name: 'Balance of Kranich Coffee Roasters' })).toBeVisible();
  const shown = await finance.getByRole('button', { name: /^Pending/ }).textContent();
  expect(Math.round(Number(shown!.match(/€([\d,.]+)/)![1]!.replaceAll(',', '')) * 100)).toBe(pendingCents);
  await finance.context().close();

  await order.click();
  await expect(page).toHaveURL(/wholesaler_orders\/records\/[^/]+\/show/);
  await expect(page.getByText(number).first()).toBeVisible();
});

test('a rate is previewed by one person, agreed on by another, and seen by its wholesaler', async ({ browser }) => {
  const page = await inPanel(browser, FINANCE);
  await page.goto('/admin/resources/commission_rules/actions/propose');
  await page.getByLabel('Wholesaler').fill('Kranich');
  await page.getByText('Kranich Coffee Roasters', { exact: true }).click();
  await page.getByLabel('Orders').click();
  await page.getByText('All orders', { exact: true }).click();
  await page.getByLabel('Rate in percent').fill('9.5');
  await page.getByLabel('From (UTC)').fill(new Date().toISOString().slice(0, 10));
  await page.getByLabel('Reason').fill('Two years together');
  await page.getByRole('button', { name: 'Preview the last 30 days' }).click();
  await expect(page.getByRole('region', { name: 'Preview in EUR' })).toContainText('Kranich Coffee Roasters');
  await page.getByRole('button', { name: 'Ask for a new rule' }).click();
  await expect(page).toHaveURL(/commission_changes\/records\/[^/]+\/show/);

  const second = await inPanel(browser, CONTROLLER);
  await second.goto(page.url().replace(/show$/, 'approve'));
  await second.getByRole('button', { name: 'Preview the last 30 days' }).click();
  await second.getByRole('button', { name: 'Agree', exact: true }).click();
  await expect(second.getByText('The rules are changed')).toBeVisible();
  await second.context().close();

  const wholesaler = await inPanel(browser, KRANICH);
  await wholesaler.goto('/admin/pages/commission');
  await expect(wholesaler.getByText('9.5 %').first()).toBeVisible();
});

test('an invoice of commission is opened by its wholesaler and by no other', async ({ browser }) => {
  const page = await inPanel(browser, FINANCE);
  await page.goto('/admin/resources/commission_invoices/actions/issue');
  await page.getByRole('button', { name: 'Issue what is due' }).click();
  await expect(page.getByText(/invoices are issued|Nothing is due/)).toBeVisible();

  const wholesaler = await inPanel(browser, KRANICH);
  const list = await wholesaler.request.get('/admin/api/resources/commission_invoices/actions/list');
  const [invoice] = (await list.json()).records;
  await expectPdf(wholesaler, `/api/wholesaler/commission-invoices/${invoice.id}/pdf`);
  const another = await inPanel(browser, ANOTHER);
  const answer = await another.request.get(`/api/wholesaler/commission-invoices/${invoice.id}/pdf`);
  expect(answer.status()).toBe(404);
});
