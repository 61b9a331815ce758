import { expect, expectAccessible, expectPdf, letterTo, signIn, test } from './journey.ts';

const nora = 'nora@stackr.example';

test('a store orders by the case on invoice', async ({ page }) => {
  test.setTimeout(150_000);

  await test.step('signs in and sees wholesale prices and the tier table', async () => {
    await page.goto('/sign-in');
    await expectAccessible(page);
    await signIn(page, nora);
    await expect(page.getByRole('heading', { level: 1, name: 'Nora & Nielsen' })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/p/harbour-espresso');
    await page.getByRole('button', { name: 'Wholesale', exact: true }).click();
    await expect(page.getByRole('table', { name: /Price by quantity/ })).toBeVisible();
    await expect(page.getByText(/% margin/).first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('a quantity that is no whole case is refused with the nearest ones', async () => {
    // What a page without its script would send: the stepper itself only offers whole cases.
    await page
      .getByRole('spinbutton')
      .first()
      .evaluate((field: HTMLInputElement) => {
        field.value = '7';
        field.form!.submit();
      });
    await expect(page.getByText(/items added/).first()).toBeVisible();
    await page.goto('/cart?channel=b2b');
    await expect(page.getByText(/packed by 6: order \d+ or \d+ instead of \d+/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Check out' })).toBeDisabled();
    await expectAccessible(page);
  });

  await test.step('a wholesaler below its minimum holds the order back until it is filled up', async () => {
    const quantity = page.getByRole('spinbutton').first();
    await quantity.fill('6');
    await quantity.press('Tab');
    await expect(page.getByText(/instead of/)).toBeHidden();
    const minimum = page.getByRole('progressbar', { name: 'Minimum order at Kranich Coffee Roasters' });
    await expect(minimum).toHaveAttribute('aria-valuetext', /to go/);
    await expect(page.getByRole('button', { name: 'Check out' })).toBeDisabled();
    await expectAccessible(page);
    await quantity.fill('48');
    await quantity.press('Tab');
    await expect(minimum).toHaveAttribute('aria-valuetext', 'Minimum reached');
  });

  await test.step('orders net 30 with a purchase order number and gets the invoice', async () => {
    await page.getByRole('link', { name: 'Check out', exact: true }).click();
    await expectAccessible(page);
    await page.getByText('On invoice, net 30 days').click();
    await page.getByLabel('Purchase order number').fill('PO-2026-117');
    await page.getByRole('button', { name: /^Order for/ }).click();
    await expect(page.getByRole('heading', { name: 'Thank you, your order is in' })).toBeVisible({ timeout: 30_000 });
    await letterTo(nora, /^Invoice/);
    await page.getByRole('link', { name: 'Follow the order' }).click();
    await expect(page.getByText('PO PO-2026-117')).toBeVisible();
    await expectAccessible(page);
    const href = await page.getByRole('link', { name: 'Invoice (PDF)' }).getAttribute('href');
    await expectPdf(page, href!);
  });

  await test.step('finds the order in the list and orders it again', async () => {
    await page.goto('/orders');
    await expect(page.getByText('PO PO-2026-117').first()).toBeVisible();
    await expectAccessible(page);
  });
});
