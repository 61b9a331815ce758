import { expect, expectAccessible, test } from './journey.ts';
import { signInToPanel } from './panel.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test('a wholesaler proves a delivery, finance sees exactly what the bank gets and sends it, and the dispute is won', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const wholesaler = await (await browser.newContext()).newPage();
  await signInToPanel(wholesaler, 'atelier-argile@stackr.example');
  await wholesaler
    .getByRole('link', { name: /Disputed orders/ })
    .last()
    .click();
  await wholesaler.getByRole('cell', { name: 'needs response' }).click();
  await expect(
    wholesaler.getByText(/waits until the bank has decided|You were paid for this order already/),
  ).toBeVisible();
  await expectAccessible(wholesaler);
  await wholesaler.getByRole('link', { name: 'Help answer it' }).click();
  await wholesaler.getByLabel('What you know').fill('Her neighbour signed for it.');
  await wholesaler.getByLabel(/^File/).setInputFiles({ name: 'signature.png', mimeType: 'image/png', buffer: PNG });
  await wholesaler.getByRole('button', { name: 'Help answer it' }).click();
  await expect(wholesaler.getByText('“Her neighbour signed for it.”').first()).toBeVisible();
  await expect(wholesaler.getByRole('link', { name: /signature\.png/ }).first()).toBeVisible();

  const page = await (await browser.newContext()).newPage();
  await signInToPanel(page, 'finance@stackr.example');
  await page.getByRole('link', { name: /Disputes to answer/ }).click();
  await page.getByRole('cell', { name: 'needs response' }).click();
  const refund = page.getByRole('region', { name: 'What a loss would cost' });
  await expect(refund.getByRole('row', { name: /^Together/ })).toBeVisible();
  await expect(page.getByText('“Her neighbour signed for it.”').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Edit the evidence' }).click();
  // As in Stripe's test mode, these words win.
  await page.getByLabel('Anything else the bank should know').fill('winning_evidence');
  await page.getByRole('button', { name: 'Keep the evidence' }).click();
  await expect(page).toHaveURL(/\/show/);
  await page.getByRole('link', { name: 'Send to the bank' }).click();
  await page.getByRole('button', { name: 'Show what the bank gets' }).click();
  await expect(page.getByText('winning_evidence')).toBeVisible();
  await expect(page.getByRole('link', { name: /invoice\.pdf/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /signature\.png/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Send to the bank' }).click();
  await expect(page.getByText('The answer is on its way to the bank')).toBeVisible();

  await expect(async () => {
    await wholesaler.reload();
    await expect(wholesaler.getByText(/The payment stands/)).toBeVisible({ timeout: 4_000 });
  }).toPass({ timeout: 40_000 });
  await wholesaler.context().close();
  await page.context().close();
});
