import type { Browser, Page } from '@playwright/test';
import { emptyCart, expect, expectAccessible, letterTo, signIn, tabTo, test } from './journey.ts';
import { signInToPanel } from './panel.ts';

const nora = 'nora@stackr.example';
const argile = { email: 'atelier-argile@stackr.example', name: 'Atelier Argile' };
const kranich = { email: 'kranich-coffee@stackr.example', name: 'Kranich Coffee Roasters' };

test('a store asks two wholesalers, compares, counters, accepts and orders at the agreed price', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  let number = '';

  await test.step('asks for a quote from the product page, in its own words too', async () => {
    await signIn(page, nora);
    await page.goto('/p/mug-matin');
    const isRetail = page.getByRole('button', { name: 'Wholesale', exact: true });
    if (await isRetail.isVisible()) await isRetail.click();
    await page.getByRole('link', { name: 'Ask for a quote' }).click();
    await expect(page.getByRole('heading', { name: 'Ask for a quote' })).toBeVisible();
    await expectAccessible(page);
    await expect(page.getByRole('checkbox', { name: argile.name })).toBeChecked();
    await page.getByRole('checkbox', { name: kranich.name }).check();
    await page.getByRole('spinbutton', { name: 'Quantity' }).fill('30');
    await page.getByLabel('Price you hope for, each').fill('10,50');
    await page.getByLabel('Ask the others for something like it').check();
    await page.getByRole('button', { name: 'Add a line' }).click();
    await page.getByLabel('In your words').fill('A server for filter coffee');
    await page.getByRole('spinbutton', { name: 'Quantity' }).nth(1).fill('1000000000');
    await page.getByLabel('A note to all of them').fill('For a second shop');
    await page.getByRole('button', { name: 'Send the request' }).click();
    await page.getByRole('spinbutton', { name: 'Quantity' }).nth(1).fill('9');
    await page.getByRole('button', { name: 'Send the request' }).click();
    await expect(page.getByText('Your request is sent')).toBeVisible();
    number = /Q-\d+/.exec(page.url())![0];
    await expectAccessible(page);
  });

  await test.step('both hear of it and answer in the panel', async () => {
    await letterTo(argile.email, new RegExp(`asks for a quote: ${number}`));
    await answer(browser, { ...argile, number }, async panel => {
      await expect(panel.getByText(kranich.name)).toBeHidden();
      await price(panel, 'Mug Matin', '11.20');
    });
    await answer(browser, { ...kranich, number }, async panel => {
      await expect(panel.getByText(argile.name)).toBeHidden();
      await price(panel, 'Mug Matin', '11.90', 'KRA-024');
      await price(panel, 'A server for filter coffee', '11.80', 'KRA-020');
    });
    await letterTo(nora, new RegExp(`Kranich.* has answered ${number}`));
  });

  await test.step('sees the offers side by side, the best price marked', async () => {
    await page.goto('/quotes');
    await expectAccessible(page);
    await page.getByRole('link', { name: number, exact: true }).click();
    const offers = page.getByRole('region', { name: 'Offers side by side' });
    await expect(offers.getByRole('row', { name: /Mug Matin/ }).getByText('Best price')).toHaveCount(1);
    await expect(offers.getByRole('row', { name: /Total/ })).toContainText('€336.00');
    await expectAccessible(page);
  });

  await test.step('answers one with other prices, and that wholesaler offers again', async () => {
    const part = page.getByRole('region', { name: argile.name });
    await part.getByText('Answer with other prices').click();
    await part.getByLabel('Price each').fill('10.50');
    await part.getByLabel('Message').first().fill('Thirty at once?');
    await part.getByRole('button', { name: `Send to ${argile.name}` }).click();
    await expect(page.getByText('Your answer is on its way')).toBeVisible();
    await expect(part.getByRole('button', { name: /^Accept/ })).toBeHidden();
    await letterTo(argile.email, new RegExp(`hopes for other prices: ${number}`));
    await answer(browser, { ...argile, number }, async panel => {
      await expect(panel.getByText('Thirty at once?')).toBeVisible();
      await price(panel, 'Mug Matin', '10.60');
    });
  });

  await test.step('accepts: the cart has the agreed price, case and minimum stand back', async () => {
    await page.reload();
    await page.getByRole('button', { name: /^Accept for €318\.00/ }).click();
    await page.getByRole('link', { name: 'View the wholesale cart' }).click();
    await expect(page.getByText(`Price of quote ${number}`)).toBeVisible();
    const mugs = page.getByRole('region', { name: argile.name });
    await expect(mugs).toContainText('€10.60 each');
    await expect(mugs.getByText(/packed by/)).toBeHidden();
    await expectAccessible(page);
  });

  await test.step('another quantity brings the usual price back and says so; the agreed one restores it', async () => {
    const quantity = page.getByRole('region', { name: argile.name }).getByRole('spinbutton');
    await quantity.fill('36');
    await quantity.press('Tab');
    await expect(page.getByText(/The price (rose|fell) from €10\.60/)).toBeVisible();
    await page.getByRole('button', { name: 'Back to 30 at €10.60' }).click();
    await expect(page.getByText(`Price of quote ${number}`)).toBeVisible();
  });

  await test.step('orders on terms; the quote says with which order', async () => {
    await page.goto('/checkout?channel=b2b&wholesalers=atelier-argile');
    await page.getByText('On invoice, net 30 days').click();
    await page.getByRole('button', { name: /^Order for/ }).click();
    await expect(page.getByRole('heading', { name: 'Thank you, your order is in' })).toBeVisible({ timeout: 30_000 });
    await page.goto(`/quotes/${number}`);
    await expect(page.getByRole('region', { name: argile.name }).getByText(/Ordered with S-\d+/)).toBeVisible();
    await expectAccessible(page);
  });
});

test('a quote from end to end on a phone, by keyboard alone', async ({ page, browser }) => {
  test.setTimeout(150_000);
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, nora);
  await emptyCart(page);
  await page.goto('/preferences');
  await page.context().addCookies([{ name: 'channel', value: 'b2b', url: page.url() }]);
  const press = async (role: 'button' | 'link', name: string | RegExp) => {
    await tabTo(page, page.getByRole(role, { name }).first());
    await page.keyboard.press('Enter');
  };
  const fits = async () => {
    await expectAccessible(page);
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  };

  await page.goto('/p/mug-matin');
  await press('link', 'Ask for a quote');
  await expect(page.getByRole('heading', { name: 'Ask for a quote' })).toBeVisible();
  await tabTo(page, page.getByRole('spinbutton', { name: 'Quantity' }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('24');
  await press('button', 'Send the request');
  await expect(page.getByText('Your request is sent')).toBeVisible();
  const number = /Q-\d+/.exec(page.url())![0];
  await fits();

  await answer(browser, { ...argile, number }, panel => price(panel, 'Mug Matin', '11.40'));
  await page.goto(`/quotes/${number}`);
  await fits();
  const part = page.getByRole('region', { name: argile.name });
  await tabTo(page, part.locator('summary', { hasText: 'Answer with other prices' }));
  await page.keyboard.press('Enter');
  await tabTo(page, part.getByLabel('Price each'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('10.90');
  await press('button', `Send to ${argile.name}`);
  await expect(page.getByText('Your answer is on its way')).toBeVisible();

  await answer(browser, { ...argile, number }, panel => price(panel, 'Mug Matin', '11.00'));
  await page.goto(`/quotes/${number}`);
  await press('button', /^Accept for €264\.00/);
  await press('link', 'View the wholesale cart');
  await expect(page.getByText(`Price of quote ${number}`)).toBeVisible();
  await fits();
  await emptyCart(page);
});

type Asked = { email: string; name: string; number: string };

/** A wholesaler opens the request from its list and sends an offer. */
async function answer(browser: Browser, { email, number }: Asked, fill: (panel: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  const panel = await context.newPage();
  await signInToPanel(panel, email);
  await panel.goto(`/admin/resources/quotation_parts?filters.number=${number}`);
  await panel.getByRole('cell', { name: number, exact: true }).click();
  await panel.getByRole('link', { name: /^Answer/ }).click();
  await fill(panel);
  await panel.getByRole('button', { name: 'Send the offer' }).click();
  await expect(panel.getByText('The offer is on its way to the store')).toBeVisible();
  await context.close();
}

async function price(panel: Page, line: string, each: string, sku?: string): Promise<void> {
  const fields = panel.getByRole('group', { name: new RegExp(line) });
  if (sku) await fields.getByLabel('Your SKU').fill(sku);
  await fields.getByLabel(/^Price each/).fill(each);
}
