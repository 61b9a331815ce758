import { DESK, expectAccessibleEverywhere, intoCart, PHONE, tabTo, variantOf } from './buying.ts';
import { emptyCart, expect, payWith, signIn, test } from './journey.ts';

const theo = 'theo@stackr.example';

test('a store fills one wholesaler up with one key and checks it out alone, with reverse charge', async ({ page }) => {
  test.setTimeout(150_000);
  await signIn(page, theo);
  await emptyCart(page);
  const mugs = await variantOf(page, 'mug-matin', 24);
  const espresso = await variantOf(page, 'harbour-espresso', 6);
  await intoCart(page, mugs.id, 8);
  await intoCart(page, espresso.id, 6);
  await page.setViewportSize(PHONE);
  await page.goto('/cart?channel=b2b');
  const argile = page.getByRole('region', { name: 'Atelier Argile' });
  const minimum = page.getByRole('progressbar', { name: 'Minimum order at Atelier Argile' });

  await test.step('both are below their minimum; each says what is missing and what would fill it', async () => {
    await expect(minimum).toHaveAttribute('aria-valuetext', /to go/);
    await expect(page.getByRole('form', { name: 'Fill up from Kranich Coffee Roasters' })).toBeVisible();
    await expect(argile.getByRole('button', { name: /^Add \d+ ×/ }).first()).toBeVisible();
    await expect(argile.getByText(/^\+€\d/).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Check out' })).toBeDisabled();
    await expectAccessibleEverywhere(page);
    await page.setViewportSize(PHONE);
  });

  await test.step('one key reaches the minimum', async () => {
    await page.reload();
    await tabTo(argile.getByRole('button', { name: /^Reach it for/ }));
    await page.keyboard.press('Enter');
    await expect(minimum).toHaveAttribute('aria-valuetext', 'Minimum reached');
    await expect(argile.getByRole('form', { name: /^Fill up/ })).toBeHidden();
    await expectAccessibleEverywhere(page);
    await page.setViewportSize(PHONE);
  });

  await test.step('why a price is what it is can be opened', async () => {
    // What fills it up may be another colour of the same mug.
    await tabTo(argile.locator('summary').filter({ hasText: 'Why this price: Mug Matin' }).first());
    await page.keyboard.press('Enter');
    await expect(argile.getByText('Wholesale price').first()).toBeVisible();
    await expect(argile.getByText('Tax comes on top; you see it at checkout.').first()).toBeVisible();
  });

  await test.step('it checks out alone and says why there is no tax', async () => {
    await tabTo(argile.getByRole('link', { name: /^Check out this group alone/ }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.setViewportSize(DESK);
    const summary = page.getByRole('complementary', { name: 'Order summary' });
    await expect(summary.getByText('Mug Matin', { exact: true }).filter({ visible: true }).first()).toBeVisible();
    await expect(summary.getByText('Harbour Espresso')).toHaveCount(0);
    const treatment = summary.getByText('you account for it yourself, under VAT id ATU70123456.');
    await expect(treatment.filter({ visible: true })).toBeVisible();
    await page.setViewportSize(PHONE);
    await tabTo(page.getByRole('button', { name: /^Order for/ }));
    await page.keyboard.press('Enter');
    await page.setViewportSize(DESK);
    await payWith(page, '4242 4242 4242 4242');
    await expect(page.getByRole('heading', { name: 'Thank you, your order is in' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('under VAT id ATU70123456')).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.getByRole('link', { name: 'Follow the order' }).click();
    await expect(page.getByText('under VAT id ATU70123456')).toBeVisible();
    await expectAccessibleEverywhere(page);
  });

  await test.step('what was not ready is still in the cart', async () => {
    await page.goto('/cart?channel=b2b');
    await expect(page.getByRole('region', { name: 'Kranich Coffee Roasters' })).toBeVisible();
    await expect(argile).toBeHidden();
  });
});
