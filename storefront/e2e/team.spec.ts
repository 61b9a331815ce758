import type { Browser, Page } from '@playwright/test';
import { onePagePdf } from '../../db/seeds/one-page-pdf.ts';
import { fillWholesaleCart } from './buying.ts';
import { DEMO_PASSWORD, expect, expectAccessible, letterTo, sameSite, signIn, test } from './journey.ts';
import { signInToPanel, step } from './panel.ts';

const paper = (name: string) => ({
  name: `${name}.pdf`,
  mimeType: 'application/pdf',
  buffer: Buffer.from(onePagePdf(name, 'Shown in a journey')),
});

/** An account with a confirmed address, signed in. */
async function newcomer(page: Page, name: string, email: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  const { text } = await letterTo(email, /^Confirm your e-mail/);
  await page.goto(/https?:\/\/\S+verify\S*/.exec(text)![0]);
  if (await page.getByRole('heading', { name: 'Sign in' }).isVisible()) await signIn(page, email);
}

async function adminOnStore(browser: Browser, store: string, act: (panel: Page) => Promise<void>): Promise<void> {
  const panel = await (await browser.newContext()).newPage();
  await signInToPanel(panel, 'admin@stackr.example');
  await panel.goto(`/admin/resources/stores?filters.name=${encodeURIComponent(store)}`);
  await panel.getByRole('cell', { name: store, exact: true }).click();
  await act(panel);
  await panel.context().close();
}

async function reasoned(panel: Page, name: string, reason: string): Promise<void> {
  await panel.getByRole('link', { name, exact: true }).click();
  await panel.getByLabel(/reads it|Reason|missing/).fill(reason);
  await panel.getByRole('button', { name, exact: true }).click();
}

test('a store hands in papers, answers a question, gets terms and an exemption, and is suspended before it orders', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const stamp = Date.now();
  const email = `team-${stamp}@store.example`;
  const store = `Eckladen ${stamp}`;

  await test.step('applies with a document', async () => {
    await newcomer(page, 'Wanda Wirtin', email);
    await page.goto('/store/apply');
    await page.getByLabel('Name of the store').fill(store);
    await page.getByLabel('Legal name of the company').fill(`${store} GmbH`);
    await page.getByLabel('Tax id').fill('DE12');
    await page.getByRole('group', { name: 'Address' }).getByLabel('Name', { exact: true }).fill('Wanda Wirtin');
    await page.getByLabel('Street and number').fill('Marktplatz 1');
    await page.getByLabel('Postal code').fill('20095');
    await page.getByLabel('City').fill('Hamburg');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByText(/DE12 does not have the form of a/).first()).toBeVisible();
    await page.getByLabel('Tax id').fill(`DE${String(stamp).slice(-9)}`);
    await page.getByLabel('Documents').setInputFiles(paper('Trade licence'));
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByRole('heading', { name: `${store} is in review` })).toBeVisible();
    await page.goto('/store/documents');
    await expect(page.getByText('Trade licence.pdf').first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('the admin opens the document and asks for more; the store answers', async () => {
    await adminOnStore(browser, store, async panel => {
      await step(panel, 'Documents');
      await expect(panel.getByRole('cell', { name: 'Trade licence.pdf' })).toBeVisible();
    });
    await adminOnStore(browser, store, async panel => {
      await reasoned(panel, 'Ask for more', 'A photo of the shop front, please.');
      await expect(panel.getByText('The owner was asked')).toBeVisible();
    });
    const { text } = await letterTo(email, /^A question about/);
    expect(text).toContain('A photo of the shop front');
    await page.goto(/https?:\/\/\S+store\/apply/.exec(text)![0]);
    await expect(page.getByText('A photo of the shop front, please.')).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Your answer').fill('It is in the documents now.');
    await page.getByLabel('Documents').setInputFiles(paper('Shop front'));
    await page.getByRole('button', { name: 'Send again' }).click();
    await expect(page.getByRole('heading', { name: `${store} is in review` })).toBeVisible();
  });

  await test.step('is approved with terms, which its letter names', async () => {
    await adminOnStore(browser, store, async panel => {
      await panel.getByRole('link', { name: 'Approve', exact: true }).click();
      await panel.getByLabel('Net terms').click();
      await panel.getByText('Net 30', { exact: true }).click();
      await panel.getByLabel('Credit limit').fill('4000');
      await panel.getByRole('button', { name: 'Approve', exact: true }).click();
      await expect(panel.getByText('The store is approved')).toBeVisible();
    });
    const { text } = await letterTo(email, /is approved$/);
    expect(text).toContain('within 30 days');
    expect(text).toContain('€4,000.00');
  });

  await test.step('hands in a tax certificate, which is accepted until it expires', async () => {
    await page.goto('/account/certificates');
    await page.getByRole('button', { name: 'Hand in' }).click();
    await expect(page.getByText('Something needs another look')).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Number on the certificate').fill(`EX-${stamp}`);
    await page.getByLabel('Valid until').fill('2031-03-31');
    await page.getByLabel('The certificate', { exact: true }).setInputFiles(paper('Exemption'));
    await page.getByRole('button', { name: 'Hand in' }).click();
    await expect(page.getByText('We look at it', { exact: true })).toBeVisible();
    await expectAccessible(page);
    const panel = await (await browser.newContext()).newPage();
    await signInToPanel(panel, 'admin@stackr.example');
    await panel.goto(`/admin/resources/tax_certificates?filters.status=submitted`);
    await panel.getByRole('cell', { name: `EX-${stamp}` }).click();
    await step(panel, 'Accept');
    await expect(panel.getByText('The store is exempt from tax until 2031-03-31')).toBeVisible();
    await panel.context().close();
    const { text } = await letterTo(email, new RegExp(`certificate EX-${stamp} is accepted`));
    expect(text).toContain('2031');
    await page.reload();
    await expect(page.getByText(/^Exempt from tax until .*2031/)).toBeVisible();
    await expect(page.getByText(/valid until .*2031/)).toBeVisible();
  });

  await test.step('suspended while the checkout is open, its order is refused and says so', async () => {
    await page.goto('/');
    await fillWholesaleCart(page, 48);
    await page.goto('/checkout?channel=b2b');
    await page.getByText('On invoice, net 30 days').click();
    await expect(page.getByRole('radio', { name: /On invoice, net 30/ })).toBeChecked();
    await adminOnStore(browser, store, async panel => {
      await reasoned(panel, 'Suspend', 'We cannot reach you.');
      await expect(panel.getByText('The store is suspended')).toBeVisible();
    });
    await page.getByRole('button', { name: /^Order for/ }).click();
    await expect(page.getByText(`${store} is suspended and cannot order`).first()).toBeVisible();
    await letterTo(email, /is suspended$/);
    const { items } = await (await page.request.get('/api/orders')).json();
    expect(items).toEqual([]);
  });
});

test('an owner invites a buyer, whose order above the limit waits for another to approve it', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const stamp = Date.now();
  const email = `buyer-${stamp}@store.example`;
  const name = `Benno ${stamp}`;
  const poNumber = `TEAM-${stamp}`;
  const buyer = await (await browser.newContext()).newPage();
  let number = '';

  await test.step('the owner invites by mail, and the invited joins', async () => {
    await signIn(page, 'nora@stackr.example');
    await page.goto('/account/team');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Invite someone' }).click();
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Limit for one order').fill('a lot');
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    await expect(page.getByText('Enter a sum such as 500 or 499.50').first()).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Limit for one order').fill('150');
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    await expect(page.getByText('The invitation is on its way')).toBeVisible();
    const { text } = await letterTo(email, /^Join Nora & Nielsen/);
    const link = new URL(/https?:\/\/\S+store\/join\S+/.exec(text)![0]);
    await newcomer(buyer, name, email);
    await buyer.goto(link.pathname + link.search);
    await expectAccessible(buyer);
    await buyer.getByRole('button', { name: 'Join Nora & Nielsen' }).click();
    await expect(buyer.getByRole('heading', { name: 'Join Nora & Nielsen' })).toBeHidden();
    await buyer.goto(link.pathname + link.search);
    await expect(buyer.getByRole('heading', { name: 'This invitation is not open' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('listitem').filter({ hasText: email })).toContainText('up to €150.00 an order');
  });

  await test.step('orders above the limit: it is submitted, not placed', async () => {
    await fillWholesaleCart(buyer, 48);
    await buyer.goto('/checkout?channel=b2b');
    await buyer.getByText('On invoice, net 30 days').click();
    await buyer.getByLabel('Purchase order number').fill(poNumber);
    await expect(buyer.getByText('An approver decides about this order')).toBeVisible();
    await expectAccessible(buyer);
    await buyer.getByRole('button', { name: /^Submit €.* for approval/ }).click();
    await expect(buyer.getByText(/^A-\d+ is submitted$/)).toBeVisible();
    number = /A-\d+/.exec((await buyer.getByText(/^A-\d+ is submitted$/).textContent())!)![0];
    await expectAccessible(buyer);
  });

  await test.step('the buyer cannot approve it', async () => {
    await buyer.getByRole('link', { name: number, exact: true }).click();
    await expect(buyer.getByRole('button', { name: 'Take it back' })).toBeVisible();
    await expect(buyer.getByRole('button', { name: /^Approve/ })).toBeHidden();
    await expectAccessible(buyer);
    const answer = await buyer.request.post(`/api/store/approvals/${number}/approval`, {
      headers: { ...sameSite(buyer), 'idempotency-key': `self-${stamp}` },
      data: {},
    });
    expect(answer.status()).toBe(403);
  });

  await test.step('the approver opens it from the letter and approves: it is an order with its PO number', async () => {
    const { text } = await letterTo('ines@stackr.example', new RegExp(`^${name} asks you to approve`));
    const approver = await (await browser.newContext()).newPage();
    await signIn(approver, 'ines@stackr.example');
    await approver.goto(new URL(/https?:\/\/\S+approvals\/A-\d+/.exec(text)![0]).pathname);
    await expect(approver.getByText(poNumber)).toBeVisible();
    await expectAccessible(approver);
    await approver.getByRole('button', { name: /^Approve for €/ }).press('Enter');
    await expect(approver.getByText(/^(Order S-\d+|Thank you, your order is in)$/).first()).toBeVisible({
      timeout: 30_000,
    });
    await approver.context().close();
    await letterTo(email, new RegExp(`^Approved: ${number} is order S-`));
    await buyer.goto('/orders');
    await buyer.getByLabel('Look for an order').fill(poNumber.toLowerCase());
    await buyer.getByRole('button', { name: 'Find' }).click();
    await expect(buyer.getByText(`PO ${poNumber}`)).toHaveCount(1);
    await expectAccessible(buyer);
  });

  await test.step('removed from the team, the buyer sees no wholesale price any more', async () => {
    await page.goto('/account/team');
    await page.getByRole('button', { name: `Remove ${name}` }).click();
    await expect(page.getByText(email)).toBeHidden();
    await buyer.goto('/p/harbour-espresso');
    await expect(buyer.getByRole('table', { name: /Price by quantity/ })).toBeHidden();
    await buyer.context().close();
  });
});
