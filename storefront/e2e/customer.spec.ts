import { addToCart, advanceParcel, expect, expectAccessible, fillAddress, letterTo, payWith, test } from './journey.ts';
import { openPart, shipPart, signInToPanel } from './panel.ts';

test('a guest buys from three wholesalers, and one of the parcels reaches the door', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const email = `guest-${Date.now()}@shopper.example`;
  let partNumber = '';
  let orderUrl = '';

  await test.step('searches with a typo and narrows the result', async () => {
    await page.goto('/');
    await expectAccessible(page);
    await page.getByRole('combobox', { name: 'Search' }).fill('expresso');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByRole('heading', { name: '“expresso”' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Harbour Espresso' })).toBeVisible();
    await page.getByRole('group', { name: 'Wholesaler' }).getByText('Kranich Coffee Roasters').click();
    await expect(page).toHaveURL(/wholesaler=kranich-coffee/);
    await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('Kranich Coffee Roasters');
    await expectAccessible(page);
  });

  await test.step('fills the cart from three wholesalers', async () => {
    await page.getByRole('link', { name: 'Harbour Espresso' }).click();
    await expect(page.getByRole('heading', { name: 'Harbour Espresso', level: 1 })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible();
    await addToCart(page, 'mug-matin', 2);
    await addToCart(page, 'cast-iron-teapot-hamer', 3);
    await page.goto('/cart');
    await expect(page.getByText('3 items from 3 wholesalers')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('orders without an account and pays after one card was declined', async () => {
    await page.getByRole('link', { name: 'Check out', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Checkout', level: 1 })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('E-mail').fill(email);
    await fillAddress(page, 'Greta Gast');
    await page.getByRole('button', { name: /^Order for/ }).click();
    await expect(page.getByRole('heading', { name: 'Pay with card' })).toBeVisible();
    await expectAccessible(page);
    await payWith(page, '4000000000000002');
    await expect(page.getByText('Your card was declined.')).toBeVisible();
    await expectAccessible(page);
    await payWith(page, '4242424242424242');
    await expect(page.getByRole('heading', { name: 'Thank you, your order is in' })).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page);
  });

  await test.step('gets the confirmation by mail and opens the order', async () => {
    const letter = await letterTo(email, /^Your order/);
    expect(letter.text).toContain('Harbour Espresso');
    await page.getByRole('link', { name: 'Follow the order' }).click();
    await expect(page.getByRole('heading', { name: /^Order / })).toBeVisible();
    await expectAccessible(page);
    orderUrl = page.url();
    const part = page.getByRole('region', { name: 'Kranich Coffee Roasters' });
    partNumber = (await part.getByText(/ · /).first().textContent())!.split(' · ')[0]!.trim();
  });

  await test.step('the wholesaler accepts, compares rates and buys the label', async () => {
    const panel = await (await browser.newContext()).newPage();
    await signInToPanel(panel, 'kranich-coffee@stackr.example');
    await openPart(panel, partNumber);
    await shipPart(panel);
    await panel.context().close();
  });

  await test.step('the parcel is followed to the door', async () => {
    await letterTo(email, /^On its way/);
    await page.goto(orderUrl);
    const part = page.getByRole('region', { name: 'Kranich Coffee Roasters' });
    const parcel = await part
      .getByText(/ · [A-Z\d]{10,}\s*$/)
      .first()
      .textContent();
    const code = /[A-Z\d]{10,}\s*$/.exec(parcel!)![0].trim();
    while ((await advanceParcel(code)) !== 'delivered');
    await letterTo(email, /^Delivered/);
    await page.goto(orderUrl);
    await expect(part.getByRole('heading', { name: /Delivered/ })).toBeVisible();
    await expectAccessible(page);
  });
});
