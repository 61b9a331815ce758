import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { addToCart, expect, signIn, test } from './journey.ts';
import { signInToPanel } from './panel.ts';

// npm run screenshots: the README's pictures, from a fresh demo.
const shoot = async (page: Page, name: string) => {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(import.meta.dirname, 'screenshots', `${name}.png`), animations: 'disabled' });
};

test.use({ reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } });

test('shop and cart', async ({ page }) => {
  await page.goto('/');
  await shoot(page, 'home');
  await addToCart(page, 'harbour-espresso');
  await addToCart(page, 'mug-matin', 2);
  await addToCart(page, 'cast-iron-teapot-hamer', 3);
  await page.goto('/cart');
  await shoot(page, 'cart');
});

test('wholesale', async ({ page }) => {
  await signIn(page, 'nora@stackr.example');
  await page.goto('/p/mug-matin');
  await page.getByRole('button', { name: 'Wholesale', exact: true }).click();
  await expect(page.getByRole('table', { name: /Price by quantity/ })).toBeVisible();
  await shoot(page, 'wholesale');
});

test('panel', async ({ page }) => {
  await signInToPanel(page, 'kranich-coffee@stackr.example');
  await page.goto('/admin/resources/wholesaler_orders');
  await expect(page.getByRole('row').nth(3)).toBeVisible();
  await shoot(page, 'panel-orders');
  await page.goto('/admin/pages/balance');
  await expect(page.getByRole('heading', { name: 'Balance' })).toBeVisible();
  await shoot(page, 'panel-balance');
});
