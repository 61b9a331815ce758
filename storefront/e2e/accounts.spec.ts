import { expect, expectAccessible, signIn, test } from './journey.ts';

const pages = [
  '/account',
  '/account/approvals',
  '/account/invoices',
  '/account/team',
  '/account/team?edit=invite',
  '/account/locations',
  '/account/certificates',
  '/account/settings',
  '/lists',
  '/lists/bought',
  '/quick-order',
  '/quotes',
  '/store/documents',
];
const looks = [
  { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 360, height: 740 } },
] as const;

for (const look of looks)
  test(`the rooms of a store are accessible in ${look.colorScheme}, ${look.viewport.width} wide`, async ({
    browser,
  }) => {
    const context = await browser.newContext(look);
    const page = await context.newPage();
    await signIn(page, 'nora@stackr.example');
    await page.goto('/account/approvals');
    const approval = await page
      .getByRole('link', { name: /^A-\d+$/ })
      .first()
      .getAttribute('href');
    for (const path of [...pages, approval!]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expectAccessible(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect.soft(width, `width of ${path}`).toBeLessThanOrEqual(look.viewport.width);
    }
    await context.close();
  });

test('a shopper’s rooms are accessible in both colours', async ({ browser }) => {
  for (const look of looks) {
    const context = await browser.newContext(look);
    const page = await context.newPage();
    await signIn(page, 'emma@stackr.example');
    for (const path of ['/account', '/account/addresses', '/account/settings']) {
      await page.goto(path);
      await expectAccessible(page);
    }
    await context.close();
  }
});
