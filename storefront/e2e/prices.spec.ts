import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { DESK, expectAccessibleEverywhere } from './buying.ts';
import { emptyCart, expect, sameSite, signIn, test } from './journey.ts';
import { signInToPanel } from './panel.ts';

const HOUSE = 'savonnerie-calanque';

test('a wholesaler brings a price list in by file, and a store buys by its ladder', async ({ page, browser }) => {
  test.setTimeout(120_000);
  await signIn(page, 'nora@stackr.example');
  const { slug, id, sku } = await wellStocked(page);
  const panel = await (await browser.newContext({ viewport: DESK })).newPage();

  await test.step('takes the list out, and tries a changed one first: every row is answered', async () => {
    await signInToPanel(panel, `${HOUSE}@stackr.example`);
    await panel.goto('/admin/resources/price_lists');
    await panel.getByRole('cell', { name: 'Savonnerie Calanque wholesale', exact: true }).click();
    await panel.getByRole('link', { name: 'Export prices' }).click();
    const coming = panel.waitForEvent('download');
    await panel.getByRole('button', { name: 'Download' }).click();
    const exported = await readFile(await (await coming).path(), 'utf8');
    expect(exported).toContain(`${sku},`);

    await panel.goto(panel.url().replace('/exportPrices', '/importPrices'));
    const csv = `SKU;Min_Quantity;Unit_Price\n${sku};60;1.11\nNO-SUCH-THING;12;2.00\n${sku};a dozen;3\n`;
    await panel.getByLabel('Price list CSV').setInputFiles({
      name: 'spring.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`\uFEFF${csv}`),
    });
    await panel.getByRole('button', { name: 'Try it (dry run)' }).click();
    await expect(panel.getByText(/Would be created: 1 .* failed: 2/)).toBeVisible();
    await expect(panel.getByRole('row', { name: /NO-SUCH-THING/ })).toBeVisible();
    await expectAccessibleEverywhere(panel);
  });

  await test.step('what was only tried changes nothing', async () => {
    const { variants } = await (await page.request.get(`/api/catalog/products/${slug}?channel=b2b`)).json();
    expect(JSON.stringify(variants)).not.toContain('"unitPriceCents":111');
  });

  await test.step('the store sees the new tier and is charged by it', async () => {
    await panel.setViewportSize(DESK);
    await panel.getByRole('button', { name: 'Bring in what is right' }).click();
    await expect(panel.getByText(/Were created: 1 .* failed: 2/)).toBeVisible();

    await emptyCart(page);
    await page.goto(`/p/${slug}?v=${encodeURIComponent(sku)}`);
    await page.getByRole('button', { name: 'Wholesale', exact: true }).click();
    await expect(page.getByRole('table', { name: /Price by quantity/ }).getByRole('row', { name: /60/ })).toContainText(
      '€1.11',
    );
    await expectAccessibleEverywhere(page);
    const data = { channel: 'b2b', variantId: id, quantity: 60 };
    expect((await page.request.post('/api/cart/lines', { data, headers: sameSite(page) })).status()).toBe(201);
    await page.goto('/cart?channel=b2b');
    await expect(page.getByText('€66.60').filter({ visible: true }).first()).toBeVisible();
    await emptyCart(page);
  });

  await panel.context().close();
});

/** A variant of the house with sixty on the shelf. */
async function wellStocked(page: Page): Promise<{ slug: string; id: string; sku: string }> {
  const { items } = await (
    await page.request.get(`/api/catalog/products?channel=b2b&wholesaler=${HOUSE}&limit=24`)
  ).json();
  for (const { slug } of items) {
    const { variants } = await (await page.request.get(`/api/catalog/products/${slug}?channel=b2b`)).json();
    const found = variants.find(
      (one: { stock: { availableQuantity: number | null } }) => (one.stock.availableQuantity ?? 0) >= 60,
    );
    if (found) return { slug, id: found.id, sku: found.sku };
  }
  throw new Error(`Nothing of ${HOUSE} is left sixty times`);
}
