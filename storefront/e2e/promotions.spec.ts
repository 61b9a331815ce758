import { DESK, expectAccessibleEverywhere, PHONE, tabTo } from './buying.ts';
import { addToCart, expect, expectPdf, letterTo, payWith, signIn, test } from './journey.ts';

const freja = 'freja@stackr.example';

test('a code is refused, corrected, applied and paid with, by keyboard on a phone', async ({ page }) => {
  test.setTimeout(150_000);
  await signIn(page, freja);
  await addToCart(page, 'mug-matin');
  await page.goto('/cart?channel=b2c');
  await page.setViewportSize(PHONE);
  const promotions = page.getByRole('region', { name: 'Promotions' });
  const code = page.getByLabel('Promotion code');

  await test.step('an unknown one is named and stays to be corrected', async () => {
    await tabTo(code);
    await page.keyboard.type('WELCOM10');
    await page.keyboard.press('Enter');
    await expect(promotions.getByText('There is no code WELCOM10')).toBeVisible();
    await expect(code).toHaveValue('WELCOM10');
    await expect(code).toBeFocused();
    await expectAccessibleEverywhere(page);
    await page.setViewportSize(PHONE);
  });

  await test.step('one that has ended says so, and comes off', async () => {
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('SUMMER5');
    await page.keyboard.press('Enter');
    await expect(promotions.getByText('Five percent of summer has ended')).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.setViewportSize(PHONE);
    await promotions.getByRole('button', { name: 'Take SUMMER5 off' }).focus();
    await page.keyboard.press('Enter');
    await expect(promotions.getByText('SUMMER5')).toBeHidden();
    await expect(code).toBeFocused();
  });

  await test.step('the right one takes its share off line, group and total', async () => {
    await page.keyboard.type('welcome10');
    await page.keyboard.press('Enter');
    await expect(promotions.getByText('WELCOME10')).toBeVisible();
    await expect(promotions.getByText('−€2.40')).toBeVisible();
    const argile = page.getByRole('region', { name: 'Atelier Argile' });
    await expect(argile.getByText('WELCOME10 · Ten percent off the first order: −€2.40')).toBeVisible();
    await expect(argile.getByText('Subtotal')).toContainText('€21.60');
    await expect(page.getByRole('region', { name: 'Summary' })).toContainText('€21.60');
    await expectAccessibleEverywhere(page);
  });

  await test.step('and is seen at checkout, on the order, in the letter and on the invoice', async () => {
    await page.setViewportSize(DESK);
    await page.getByRole('link', { name: 'Check out', exact: true }).click();
    const sums = page.getByRole('complementary', { name: 'Order summary' });
    const row = sums.getByRole('term').filter({ hasText: 'WELCOME10 · Ten percent off the first order' });
    await expect(row.filter({ visible: true })).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.getByRole('button', { name: /^Order for/ }).click();
    await payWith(page, '4242 4242 4242 4242');
    await expect(page.getByRole('heading', { name: 'Thank you, your order is in' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('term').filter({ hasText: 'WELCOME10' })).toBeVisible();
    await expectAccessibleEverywhere(page);
    const letter = await letterTo(freja, /^Your order/);
    expect(letter.text).toContain('2.40');
    await page.getByRole('link', { name: 'Follow the order' }).click();
    await expect(page.getByRole('term').filter({ hasText: 'WELCOME10' })).toBeVisible();
    await page.getByText('Why this price').click();
    await expect(page.getByRole('listitem').filter({ hasText: 'WELCOME10' }).getByText('−€2.40')).toBeVisible();
    await expectAccessibleEverywhere(page);
    const invoice = page.getByRole('link', { name: 'Invoice (PDF)' });
    await expect(async () => {
      await page.reload();
      await expect(invoice).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expectPdf(page, (await invoice.getAttribute('href'))!);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: PHONE });

  test('a code is applied and taken off by plain forms', async ({ page }) => {
    await page.goto('/p/mug-matin');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('link', { name: 'Cart, 1 item' }).click();
    await page.getByLabel('Promotion code').fill('NOSUCH');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByText('There is no code NOSUCH')).toBeVisible();
    await expect(page.getByLabel('Promotion code')).toHaveValue('NOSUCH');
    await page.getByLabel('Promotion code').fill('WELCOME10');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByRole('region', { name: 'Promotions' })).toContainText('−€2.40');
    await page.getByRole('button', { name: 'Take WELCOME10 off' }).click();
    await expect(page.getByRole('region', { name: 'Promotions' })).not.toContainText('WELCOME10');
  });
});
