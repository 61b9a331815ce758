import {
  addToCart,
  advanceParcel,
  expect,
  expectAccessible,
  fillAddress,
  letterTo,
  payWith,
  signIn,
  test,
} from './journey.ts';

test('a guest finds, buys from three wholesalers, pays and follows the parcel to the door', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const email = `guest-${Date.now()}@shopper.example`;

  await test.step('searches with a typo and narrows the result', async () => {
    await page.goto('/');
    await expectAccessible(page);
    await page.getByRole('combobox', { name: 'Search' }).fill('expresso');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByRole('link', { name: 'Harbour Espresso' })).toBeVisible();
    await page.getByRole('group', { name: 'Wholesaler' }).getByText('Kranich Coffee Roasters').click();
    await expect(page).toHaveURL(/wholesaler=kranich-coffee/);
    await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('Kranich Coffee Roasters');
    await expectAccessible(page);
  });

  await test.step('puts one product each of three wholesalers into the cart', async () => {
    await page.getByRole('link', { name: 'Harbour Espresso' }).click();
    await expect(page.getByRole('heading', { name: 'Harbour Espresso', level: 1 })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(page.getByText('1 item added').first()).toBeVisible();
    await page.goto('/cart');
    await expect(page.getByText('3 items from 3 wholesalers')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('orders without an account', async () => {
    await page.getByRole('link', { name: 'Check out', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Checkout', level: 1 })).toBeVisible();
    await expectAccessible(page);
  });
});
