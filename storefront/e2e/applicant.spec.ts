import { expect, expectAccessible, letterTo, signIn, test } from './journey.ts';
import { signInToPanel, step } from './panel.ts';

test('a newcomer signs up, applies as a store, is approved and sees wholesale prices', async ({ page, browser }) => {
  test.setTimeout(150_000);
  const email = `applicant-${Date.now()}@store.example`;
  const storeName = `Corner Shop ${Date.now()}`;
  const password = 'a-long-enough-password';

  await test.step('signs up and confirms the address by mail', async () => {
    await page.goto('/sign-up');
    await expectAccessible(page);
    await page.getByLabel('Name').fill('Ines Inhaber');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
    await expectAccessible(page);
    const letter = await letterTo(email, /^Confirm your e-mail/);
    await page.goto(/https?:\/\/\S+verify\S*/.exec(letter.text)![0]);
    if (await page.getByRole('heading', { name: 'Sign in' }).isVisible()) await signIn(page, email, password);
  });

  await test.step('applies as a store; prices stay hidden', async () => {
    await page.goto('/store/apply');
    await expectAccessible(page);
    await page.getByLabel('Name of the store').fill(storeName);
    await page.getByLabel('Legal name of the company').fill(`${storeName} GmbH`);
    await page.getByLabel('Tax id').fill(`DE${String(Date.now()).slice(-9)}`);
    await page.getByRole('group', { name: 'Address' }).getByLabel('Name', { exact: true }).fill('Ines Inhaber');
    await page.getByLabel('Street and number').fill('Marktplatz 1');
    await page.getByLabel('Postal code').fill('20095');
    await page.getByLabel('City').fill('Hamburg');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByRole('heading', { name: 'Documents', exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Back to the application' }).click();
    await expect(page.getByRole('heading', { name: `${storeName} is in review` })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/p/harbour-espresso');
    await expect(page.getByRole('group', { name: 'Prices' })).toBeHidden();
    await expect(page.getByRole('table', { name: /Price by quantity/ })).toBeHidden();
  });

  await test.step('the admin approves in the panel', async () => {
    const panel = await (await browser.newContext()).newPage();
    await signInToPanel(panel, 'admin@stackr.example');
    await panel.goto(`/admin/resources/stores?filters.name=${encodeURIComponent(storeName)}`);
    await panel.getByRole('cell', { name: storeName, exact: true }).click();
    await step(panel, 'Approve');
    await expect(panel.getByText('The store is approved')).toBeVisible();
    await panel.context().close();
  });

  await test.step('wholesale prices are there', async () => {
    await letterTo(email, /is approved$/);
    await page.goto('/p/harbour-espresso');
    await page.getByRole('button', { name: 'Wholesale', exact: true }).click();
    await expect(page.getByRole('table', { name: /Price by quantity/ })).toBeVisible();
  });
});
