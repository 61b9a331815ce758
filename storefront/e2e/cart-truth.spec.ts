import { asWholesaler, DESK, expectAccessibleEverywhere, intoCart, variantOf } from './buying.ts';
import { expect, payWith, signIn, test } from './journey.ts';

const amelie = 'amelie@stackr.example';
const argile = 'atelier-argile@stackr.example';
const RISEN = { slug: 'latte-bowl-dimanche', title: 'Latte Bowl Dimanche' };
const SHORT = { slug: 'ramen-bowl-vapeur', title: 'Ramen Bowl Vapeur' };
const GONE = { slug: 'espresso-cup-minute' };

test('what changes while it lies in the cart is said on its line, put right, and the rest is ordered', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await signIn(page, amelie);
  const risen = await variantOf(page, RISEN.slug, 40);
  const short = await variantOf(page, SHORT.slug, 8);
  const gone = await variantOf(page, GONE.slug, 4);
  await intoCart(page, risen.id, 40);
  await intoCart(page, short.id, 8);
  await intoCart(page, gone.id, 4);
  await page.goto('/cart?channel=b2b');
  await expect(page.getByRole('link', { name: 'Check out', exact: true })).toBeVisible();
  const group = page.getByRole('region', { name: 'Atelier Argile' });
  const line = (title: string) =>
    group.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });

  await test.step('the wholesaler raises a price, counts its shelf and takes a product off', async () => {
    await asWholesaler(browser, argile, async (send, panel) => {
      await send('patch', `/variants/${risen.id}`, { wholesalePriceCents: 1_890 });
      await send('put', `/variants/${risen.id}/tiers`, { tiers: [] });
      await send('put', `/variants/${short.id}/stock`, { onHand: 5, note: 'Counted' });
      const own = await (await panel.request.get('/api/wholesaler/products?limit=100')).json();
      const { id } = own.items.find((one: { slug: string }) => one.slug === GONE.slug);
      await send('post', `/products/${id}/archive`, {});
    });
  });

  await test.step('each is said on its line; nothing can be ordered before it is put right', async () => {
    await page.reload();
    await expect(line(RISEN.title).getByText(/The price rose from €[\d.]+ to €18\.90 each/)).toBeVisible();
    await expect(line(SHORT.title).getByText(/^Only 5 of .* are left$/)).toBeVisible();
    await expect(group.getByText(/is not for sale any more\. It is left out/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Check out' })).toBeDisabled();
    await expectAccessibleEverywhere(page);
    await page.goto('/checkout?channel=b2b');
    await expect(page.getByText(/costs €18\.90 now: accept the price in the cart first/)).toBeVisible();
    await expect(page.getByText('Left out, not for sale any more').filter({ visible: true })).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.getByRole('link', { name: 'Back to the cart' }).click();
  });

  await test.step('one click takes what is left in whole cases, one accepts the price', async () => {
    await line(SHORT.title)
      .getByRole('button', { name: /^Take 4 of/ })
      .click();
    await expect(line(SHORT.title).getByText(/^Only 5 of .* are left$/)).toBeHidden();
    await expect(line(SHORT.title).getByRole('spinbutton')).toHaveValue('4');
    await line(RISEN.title)
      .getByRole('button', { name: /^Accept €18\.90/ })
      .click();
    await expect(line(RISEN.title).getByText('The price rose')).toBeHidden();
    await expectAccessibleEverywhere(page);
  });

  await test.step('a wrong quantity comes with the two nearest right ones', async () => {
    await intoCart(page, short.id, 1);
    await page.reload();
    await expect(line(SHORT.title).getByText(/order 4 or 8 instead of 5/)).toBeVisible();
    await line(SHORT.title)
      .getByRole('button', { name: /^Take 4 of/ })
      .click();
    await expect(line(SHORT.title).getByText(/instead of/)).toBeHidden();
  });

  await test.step('the rest is ordered, exempt from tax; what is gone stays behind', async () => {
    await page.getByRole('link', { name: 'Check out', exact: true }).click();
    await page.setViewportSize(DESK);
    const summary = page.getByRole('complementary', { name: 'Order summary' });
    await expect(
      summary.getByText('your store has a valid certificate of exemption').filter({ visible: true }),
    ).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.getByRole('button', { name: /^Order for/ }).click();
    await payWith(page, '4242 4242 4242 4242');
    await expect(page.getByRole('heading', { name: 'Thank you, your order is in' })).toBeVisible({ timeout: 30_000 });
    await page.getByRole('link', { name: 'Follow the order' }).click();
    await expect(page.getByText('your store has a valid certificate of exemption')).toBeVisible();
    await expect(page.getByText('€18.90').first()).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.goto('/cart?channel=b2b');
    await page.getByRole('button', { name: /^Remove/ }).click();
    await expect(page.getByText('Nothing in here yet')).toBeVisible();
  });
});
