import { expect, it } from 'vitest';
import { openSession, openStripe } from '../testing.ts';

const CARD = { email: 'ada@example.com', number: '4242 4242 4242 4242', expiry: '12 / 34', cvc: '123', name: 'Ada' };

async function payPage() {
  const opened = await openStripe();
  const session = await openSession(opened.stripe);
  const post = (path: string, fields: Record<string, string>) =>
    fetch(new URL(path, session.url!), { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const press = (fields: Partial<typeof CARD> = {}) => post(session.url!, { ...CARD, ...fields });
  return { ...opened, session, post, press };
}

it('shows what is paid and where to go back to, and says what it is', async () => {
  const { session } = await payPage();
  const page = await (await fetch(session.url!)).text();
  for (const words of ['Stripe stand-in', '€50.00', 'Coffee beans', 'https://shop.test/cart', 'ada@example.com'])
    expect(page).toContain(words);
});

it('a good card pays and leads to the success page; a second press pays once', async () => {
  const { session, press, control } = await payPage();
  const answers = await Promise.all([press(), press()]);
  const done = `https://shop.test/done?session=${session.id}`;
  expect(answers.map(one => [one.status, one.headers.get('location')])).toEqual([
    [303, done],
    [303, done],
  ]);
  expect(control.events('charge.succeeded')).toHaveLength(1);
  expect((await fetch(session.url!, { redirect: 'manual' })).headers.get('location')).toBe(done);
});

it.each([
  ['4000 0000 0000 0002', 'Your card was declined.'],
  ['4000 0000 0000 9995', 'Your card has insufficient funds.'],
  ['4111 1111 1111 1111', 'test cards only'],
])('card %s stays on the page and says: %s', async (number, sentence) => {
  const { press, control, stripe, session } = await payPage();
  const answer = await press({ number });
  expect(answer.status).toBe(402);
  expect(await answer.text()).toContain(sentence);
  expect(control.events('payment_intent.payment_failed')).toHaveLength(1);
  expect((await press()).status).toBe(303);
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'paid' });
});

it('fields that cannot be right are marked, and nothing is tried', async () => {
  const { press, control } = await payPage();
  const answer = await press({ number: '4242 4242 4242 4241', expiry: '12 / 20', cvc: '1', name: ' ' });
  expect(answer.status).toBe(422);
  const page = await answer.text();
  for (const field of ['number', 'expiry', 'cvc', 'name']) expect(page).toContain(`aria-describedby="${field}-wrong"`);
  expect(control.events()).toEqual([]);
});

it.each(['4000002500003155', '4000002760003184'])(
  'card %s asks the bank: confirmed it pays, failed it stays',
  async number => {
    const { press, post, session, control } = await payPage();
    const challenge = `/c/challenge/${session.id}`;
    expect((await press({ number })).headers.get('location')).toBe(challenge);
    expect(await (await fetch(new URL(challenge, session.url!))).text()).toContain(`ending in ${number.slice(-4)}`);
    const failed = await post(challenge, { answer: 'fail' });
    expect(failed.status).toBe(402);
    expect(await failed.text()).toContain('unable to authenticate');
    await press({ number });
    expect((await post(challenge, { answer: 'complete' })).headers.get('location')).toContain('https://shop.test/done');
    expect(control.events('checkout.session.completed')).toHaveLength(1);
  },
);

it('an expired session says so and leads back', async () => {
  const { press, control, session } = await payPage();
  control.expire(session.id);
  const answer = await press();
  expect(answer.status).toBe(410);
  const page = await answer.text();
  expect(page).toContain('This page has expired');
  expect(page).toContain('https://shop.test/cart');
  expect(control.events('charge.succeeded')).toEqual([]);
});

it('onboarding takes company and bank, tells the platform, and goes back; its link works once', async () => {
  const { stripe, post, control } = await payPage();
  const account = await stripe.accounts.create({ country: 'DE', email: 'w@example.com' });
  const link = await stripe.accountLinks.create({
    account: account.id,
    type: 'account_onboarding',
    refresh_url: 'https://shop.test/again',
    return_url: 'https://shop.test/back',
  });
  const fields = { company: 'Alba', taxId: '', iban: 'DE89370400440532013000', terms: 'yes' };
  expect((await post(link.url, fields)).status).toBe(422);
  const answer = await post(link.url, { ...fields, taxId: 'DE123' });
  expect(answer.headers.get('location')).toBe('https://shop.test/back');
  expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
    details_submitted: true,
    payouts_enabled: true,
    requirements: { currently_due: [], disabled_reason: null },
  });
  expect(control.events('account.updated')).toMatchObject([{ account: account.id }]);
  expect((await post(link.url, fields)).headers.get('location')).toBe('https://shop.test/again');
});
