import type { Page } from '@playwright/test';
import { addToCart, expect, expectAccessible, fillAddress, letterTo, payWith, test } from './journey.ts';

async function goToPayPage(page: Page, order = (button: ReturnType<Page['getByRole']>) => button.click()) {
  await addToCart(page, 'mug-matin');
  await page.goto('/checkout?channel=b2c');
  await page.getByLabel('E-mail').fill('payer@shopper.example');
  await fillAddress(page, 'Petra Payer');
  await order(page.getByRole('button', { name: /^Order for/ }));
  await expect(page.getByRole('heading', { name: 'Pay with card' })).toBeVisible();
}

const thanks = (page: Page) => page.getByRole('heading', { name: 'Thank you, your order is in' });

test('a bank that asks first is answered, and the order is paid', async ({ page }) => {
  await goToPayPage(page);
  await payWith(page, '4000002500003155');
  await expect(page.getByRole('heading', { name: 'Your bank asks you to confirm' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Complete' }).click();
  await expect(thanks(page)).toBeVisible({ timeout: 30_000 });
});

test('who turns back from the pay page finds the goods held and the cart still there', async ({ page }) => {
  await goToPayPage(page);
  await page.getByRole('link', { name: /^Back to/ }).click();
  await expect(page.getByRole('heading', { name: 'Not paid yet' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Change the cart' }).click();
  await expect(page).toHaveURL(/\/cart/);
  await expect(page.getByRole('link', { name: /Matin/ }).first()).toBeVisible();
});

test('a double click on the order button makes one order, and a double click on pay pays it once', async ({ page }) => {
  await goToPayPage(page, button => button.dblclick());
  const payPage = page.url();
  await page.getByLabel('Card number').fill('4242424242424242');
  await page.getByLabel('Expiry').fill('12 / 34');
  await page.getByLabel('Security code').fill('123');
  await page.getByLabel('Name on card').fill('Test Card');
  await page.getByRole('button', { name: /^Pay / }).dblclick();
  await expect(thanks(page)).toBeVisible({ timeout: 30_000 });
  await page.goto(payPage);
  await expect(page.getByRole('button', { name: /^Pay / })).toBeHidden();
});

test('the back button after paying does not offer to pay again', async ({ page }) => {
  await goToPayPage(page);
  await payWith(page, '4242424242424242');
  await expect(thanks(page)).toBeVisible({ timeout: 30_000 });
  await page.goto('/cart');
  await expect(page.getByRole('heading', { name: 'Nothing in here yet' })).toBeVisible();
  await expectAccessible(page);
});

test('who has it sent out of the tax area pays none, and reads why before and after', async ({ page }) => {
  await addToCart(page, 'mug-matin');
  await page.goto('/checkout?channel=b2c');
  await page.getByLabel('E-mail').fill('exporter@shopper.example');
  await fillAddress(page, 'Ruedi Export');
  const order = page.getByRole('button', { name: /^Order for/ });
  const address = page.getByRole('region', { name: 'Address' });
  await address.getByRole('combobox', { name: 'Country' }).selectOption('CH');
  const why = 'No tax is charged: the goods leave the area it is due in.';
  const said = page.getByText(why).filter({ visible: true }).first();
  await expect(said).toBeVisible();
  await expect(page.locator('dt:visible', { hasText: /^Export$/ }).locator('+ dd')).toHaveText('€0.00');
  await expectAccessible(page);
  await order.click();
  await payWith(page, '4242424242424242');
  await expect(thanks(page)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('link', { name: 'Follow the order' }).click();
  await expect(said).toBeVisible();
  const letter = await letterTo('exporter@shopper.example', /^Your order/);
  expect(letter.text).toContain('No VAT is charged: the goods leave');
});
