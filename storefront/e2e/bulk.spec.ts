import type { Page } from '@playwright/test';
import { emptyCart, expect, expectAccessible, signIn, test } from './journey.ts';

const nora = 'nora@stackr.example';
const argile = 'atelier-argile';

interface Variant {
  sku: string;
  rules: { moq: number; casePack: number } | null;
  stock: { availableQuantity: number | null };
}

/** Rows of what Atelier Argile can send: the least of each. */
async function rightRows(page: Page, count: number): Promise<string[]> {
  const list = await page.request.get(`/api/catalog/products?channel=b2b&wholesaler=${argile}&limit=60`);
  const rows: string[] = [];
  for (const { slug } of (await list.json()).items) {
    const product = await (await page.request.get(`/api/catalog/products/${slug}?channel=b2b`)).json();
    for (const { sku, rules, stock } of product.variants as Variant[]) {
      if (!rules) continue;
      const least = Math.ceil(rules.moq / rules.casePack) * rules.casePack;
      // Left alone for the rows that shall be wrong, and for the other journeys.
      const isTaken = /^ARG-00[14]-SAND$/.test(sku);
      if (!isTaken && (stock.availableQuantity ?? 0) >= least * 2) rows.push(`${sku}\t${least}`);
    }
  }
  expect(rows.length).toBeGreaterThanOrEqual(count);
  return rows.slice(0, count);
}

test('a store orders seventy rows, a grid, a list, and an order again', async ({ page }) => {
  test.setTimeout(240_000);
  const list = `Notebooks for the till ${Date.now()}`;

  await test.step('pastes seventy rows: every one is answered', async () => {
    await signIn(page, nora);
    await emptyCart(page);
    await page.goto('/quick-order');
    await expectAccessible(page);
    const rows = await rightRows(page, 40);
    const wrong = ['ARG-001-SANT\t8', 'ARG-004-SAND\t5', 'ARG-001-SAND\t-1', 'ZZZ-NOTHING\t3', '=1+1\t4'];
    // The same twenty-five once more: they are counted together.
    const text = ['SKU\tQty', ...rows, ...wrong, ...rows.slice(0, 25)].join('\n');
    await page.getByLabel('SKU and quantity, one a line').fill(text);
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await expect(page.getByRole('list', { name: 'Rows' }).getByRole('listitem')).toHaveCount(70);
    await expect(page.getByText(/^Counted with row/)).toHaveCount(25);
    await expect(page.getByRole('link', { name: '5 rows need you' })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('fixes three of them by keyboard alone', async () => {
    await page.getByRole('link', { name: '5 rows need you' }).press('Enter');
    const slip = page.locator('#row-42');
    await expect(slip).toContainText('did you mean');
    const five = page.locator('#row-43');
    await expect(five).toContainText('packed by 4');
    const eight = five.getByRole('button', { name: /^Order 8/ });
    // Who is quicker than the answer keeps the focus where they went.
    const answer = Promise.withResolvers<void>();
    await page.route(/\?\/check$/, route => answer.promise.then(() => route.continue()), { times: 1 });
    await slip.getByRole('button', { name: /ARG-001-SAND/ }).press('Enter');
    await eight.focus();
    answer.resolve();
    // The slip and the bad row ask for the same cup now.
    await expect(slip).toContainText('Mug Matin, Sand');
    await expect(page.getByRole('list', { name: 'Rows' })).toHaveAttribute('aria-busy', 'false');
    await expect(eight).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(five.getByRole('textbox', { name: /^Quantity/ })).toHaveValue('8');
    await expect(five).toContainText('Ready');
    const negative = page.locator('#row-44').getByRole('textbox', { name: /^Quantity/ });
    await negative.fill('4');
    await negative.press('Enter');
    await expect(page.locator('#row-42')).toContainText('Rows 42, 44 together: 12');
    await expect(page.getByRole('link', { name: '2 rows need you' })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('adds the valid ones; what is left stays', async () => {
    await page.getByRole('button', { name: 'Add 42 valid rows' }).press('Enter');
    await expect(page.getByText('42 rows added')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Rows' }).getByRole('listitem')).toHaveCount(2);
    await page.getByRole('link', { name: 'View the wholesale cart' }).click();
    await expect(page.getByText('Mug Matin').first()).toBeVisible();
    const { lineCount } = await (await page.request.get('/api/cart?channel=b2b')).json();
    expect(lineCount).toBe(42);
    await expectAccessible(page);
  });

  await test.step('uploads a file', async () => {
    await page.goto('/quick-order');
    await page.getByLabel('CSV, TXT or XLSX').setInputFiles({
      name: 'order.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('\ufeffQuantity;EAN;Article\r\n"8";;ARG-001-SAND\r\n'),
    });
    await expect(page.locator('#row-2')).toContainText('Mug Matin');
  });

  await test.step('fills in a grid by arrow keys, and adds it in one go', async () => {
    await emptyCart(page);
    await page.goto('/p/notebook-linde-a5');
    const isRetail = page.getByRole('button', { name: 'Wholesale', exact: true });
    if (await isRetail.isVisible()) await isRetail.click();
    const grid = page.getByRole('table', { name: /^Quantities by/ });
    await expect(grid).toBeVisible();
    await expectAccessible(page);
    const first = grid.getByRole('spinbutton').and(page.locator(':enabled')).first();
    await first.focus();
    await page.keyboard.type('24');
    await expect(page.getByRole('button', { name: /^Add 24 items · €/ })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(first).not.toBeFocused();
    await page.keyboard.type('12');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: /^Add \d+ items · €/ }).press('Enter');
    await expect(page.getByText(/items added/).first()).toBeVisible();
    const cart = await (await page.request.get('/api/cart?channel=b2b')).json();
    expect(cart.lineCount).toBe(2);
  });

  await test.step('keeps the cart as a list, and orders from it', async () => {
    await page.goto('/cart?channel=b2b');
    await page.getByText('Save to a list').click();
    await page.getByLabel('Or onto a new one').fill(list);
    await page.getByRole('button', { name: 'Save to list' }).click();
    await page.getByRole('link', { name: list }).click();
    await expect(page.getByRole('heading', { name: list })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add 2 valid rows' }).click();
    await expect(page.getByText('2 rows added')).toBeVisible();
    await page.getByText('Delete the list').click();
    await page.getByRole('button', { name: `Delete ${list}` }).click();
    await expect(page.getByRole('heading', { name: 'Lists' })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('finds what was bought before, in its own list and in the search', async () => {
    await page.goto('/lists/bought');
    await expect(page.getByText(/^Last \d+ items? at/).first()).toBeVisible();
    await expectAccessible(page);
    await page.goto('/search?q=');
    const all = await counted(page);
    await page.getByLabel('Bought before').first().check();
    await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('Bought before');
    expect(await counted(page)).toBeLessThan(all);
  });

  await test.step('orders an order again: what changed comes first', async () => {
    const { items } = await (await page.request.get('/api/orders?channel=b2b&limit=50')).json();
    let number = '';
    for (const order of items) {
      const preview = await (await page.request.get(`/api/orders/${order.number}/reorder`)).json();
      const canAdd = preview.items.some((item: { quantity: number }) => item.quantity > 0);
      if (canAdd && preview.changedCount > 0) number = order.number;
      if (number) break;
    }
    expect(number).not.toBe('');
    await page.goto(`/orders/${number}`);
    await page.getByRole('link', { name: 'Order again' }).click();
    await expect(page.getByText(/changed since: they come first/)).toBeVisible();
    const first = page.getByRole('list', { name: 'Rows' }).getByRole('listitem').first();
    await expect(first).toContainText(/Not available|Quantity|Dearer|Cheaper/);
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Add \d+ items · €/ }).click();
    await expect(page.getByText(/lines? added to the cart/)).toBeVisible();
    await emptyCart(page);
  });
});

test('quick order on a phone, and without JavaScript', async ({ browser }) => {
  for (const settings of [{ viewport: { width: 360, height: 740 } }, { javaScriptEnabled: false }]) {
    const context = await browser.newContext(settings);
    const page = await context.newPage();
    await signIn(page, nora);
    await page.goto('/quick-order');
    await page.getByLabel('SKU and quantity, one a line').fill('ARG-001-SAND 8\nARG-004-SAND 5');
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await expect(page.locator('#row-2')).toContainText('packed by 4');
    if (settings.viewport) await expectAccessible(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth).catch(() => 0);
    expect(width).toBeLessThanOrEqual(settings.viewport?.width ?? 1280);
    await page
      .locator('#row-2')
      .getByRole('button', { name: /^Order 8/ })
      .click();
    await expect(page.locator('#row-2')).toContainText('Ready');
    await page.getByRole('button', { name: 'Add 2 valid rows' }).click();
    await expect(page.getByText('2 rows added')).toBeVisible();
    await emptyCart(page);
    await context.close();
  }
});

async function counted(page: Page): Promise<number> {
  const text = await page
    .getByText(/^[\d,]+ products?$/)
    .first()
    .textContent();
  return Number(text?.replace(/\D/g, ''));
}
