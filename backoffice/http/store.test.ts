import { beforeEach, describe, expect, it } from 'vitest';
import { plantWorld, WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { openShop, type Visitor } from './shop.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const shop = await openShop(db);
const storeId = WORLD.stores.corner;
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF');
const address = { name: 'Olga', line1: 'Eckstr. 1', city: 'Berlin', postalCode: '10247', country: 'DE' };

const signedIn = async (id: string): Promise<Visitor> => {
  const visitor = shop.visitor();
  const { email } = await db('users').where({ id }).first('email');
  expect((await visitor.signIn(email, WORLD_PASSWORD)).status).toBe(200);
  return visitor;
};
const olga = await signedIn(WORLD.users.olga);
const sven = await signedIn(WORLD.users.sven);
const rita = await signedIn(WORLD.users.rita);
const admin = await signedIn(WORLD.users.admin);
/** Anna buys for olga's store within 100 euros; ben approves. */
await db('store_members').insert([
  { store_id: storeId, user_id: WORLD.users.anna, member_role: 'buyer', spending_limit_cents: 10_000 },
  { store_id: storeId, user_id: WORLD.users.ben, member_role: 'approver', spending_limit_cents: 10_000 },
]);
const anna = await signedIn(WORLD.users.anna);
const ben = await signedIn(WORLD.users.ben);

async function upload(visitor: Visitor, path: string, content: Buffer, name: string, fields: object = {}) {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new Blob([new Uint8Array(content)]), name);
  const cookie = [...visitor.cookies].map(pair => pair.join('=')).join('; ');
  const response = await fetch(shop.base + path, { method: 'POST', body: form, headers: { cookie } });
  return { status: response.status, body: await response.json() };
}

describe('documents', () => {
  it('are taken as PDF, PNG or JPEG by their first bytes, and named by what they are', async () => {
    const { status, body } = await upload(rita, '/api/store/documents', PDF, '../../trade "register".exe');
    expect(status).toBe(201);
    const { items } = (await rita.ask('GET', '/api/store/documents')).body;
    expect(items).toMatchObject([{ id: body.id, contentType: 'application/pdf', kind: 'application' }]);
    expect(items[0].name).toBe('trade _register_.pdf');
  });

  it('are read by the store’s members and by admins, and do not exist for anyone else', async () => {
    const { body } = await upload(olga, '/api/store/documents', PDF, 'register.pdf');
    const path = `/api/store/documents/${body.id}`;
    for (const reader of [olga, anna, admin]) {
      const answer = await reader.ask('GET', path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
    }
    expect((await sven.ask('GET', path)).status).toBe(404);
    expect((await rita.ask('GET', path)).status).toBe(404);
    expect((await (await signedIn(WORLD.users.roaster)).ask('GET', path)).status).toBe(403);
    expect((await shop.visitor().ask('GET', path)).status).toBe(401);
  });

  it('of another kind, empty, too large or not multipart are refused', async () => {
    const html = await upload(olga, '/api/store/documents', Buffer.from('<html><script>1</script>'), 'a.pdf');
    expect(html).toMatchObject({ status: 422, body: { code: 'file_kind' } });
    const large = await upload(olga, '/api/store/documents', Buffer.concat([PDF, Buffer.alloc(11_000_000)]), 'a.pdf');
    expect(large).toMatchObject({ status: 422, body: { code: 'file_too_large' } });
    const empty = await upload(olga, '/api/store/documents', Buffer.alloc(0), 'a.pdf');
    expect(empty).toMatchObject({ status: 422, body: { code: 'file_missing' } });
    expect((await olga.ask('POST', '/api/store/documents', {})).status).toBe(400);
    const nobody = await upload(shop.visitor(), '/api/store/documents', PDF, 'a.pdf');
    expect(nobody.status).toBe(401);
  });
});

describe('certificates', () => {
  it('are handed in by owners, with a number and a day to come', async () => {
    const path = '/api/store/certificates';
    const good = { number: 'EX-77', expiresOn: '2999-12-31' };
    expect((await upload(anna, path, PDF, 'c.pdf', good)).status).toBe(403);
    expect(await upload(olga, path, PDF, 'c.pdf', { ...good, expiresOn: '2020-01-01' })).toMatchObject({
      body: { code: 'certificate_expired' },
    });
    expect((await upload(olga, path, PDF, 'c.pdf', good)).status).toBe(201);
    expect((await olga.ask('GET', path)).body).toMatchObject({ exemptUntil: null, items: [{ status: 'submitted' }] });
  });
});

describe('the team', () => {
  it('is changed by owners only', async () => {
    const limits = { spendingLimitCents: 999_999 };
    for (const visitor of [anna, ben]) {
      expect((await visitor.ask('PATCH', `/api/store/members/${WORLD.users.anna}`, limits)).status).toBe(403);
      expect((await visitor.ask('DELETE', `/api/store/members/${WORLD.users.olga}`)).status).toBe(403);
      const invitation = { email: 'x@example.org', memberRole: 'buyer' };
      expect((await visitor.ask('POST', '/api/store/invitations', invitation)).status).toBe(403);
      expect((await visitor.ask('GET', '/api/store/team')).body).toMatchObject({ mayManage: false, invitations: [] });
      expect((await visitor.ask('POST', '/api/account/addresses', address)).status).toBe(403);
    }
    expect((await sven.ask('PATCH', `/api/store/members/${WORLD.users.anna}`, limits)).status).toBe(404);
    expect(
      (await olga.ask('PATCH', `/api/store/members/${WORLD.users.anna}`, { spendingLimitCents: 10_000 })).status,
    ).toBe(200);
    const negative = await olga.ask('PATCH', `/api/store/members/${WORLD.users.anna}`, { spendingLimitCents: -1 });
    expect(negative.status).toBe(400);
  });

  it('is joined by the link in the letter, once', async () => {
    const email = 'noah@example.org';
    const password = 'a-long-password';
    expect((await olga.ask('POST', '/api/store/invitations', { email, memberRole: 'buyer' })).status).toBe(201);
    await shop.runQueue();
    const letter = await shop.mailbox.letterTo(email);
    const token = letter.text!.match(/store\/join\?token=([\w-]+)/)![1]!;
    const shown = await shop.visitor().ask('GET', `/api/store/invitations/open?token=${token}`);
    expect(shown.body).toMatchObject({ storeName: 'Corner & Co', email, memberRole: 'buyer' });
    const origin = { origin: 'http://localhost:3000' };
    const noah = shop.visitor();
    await noah.ask('POST', '/api/auth/sign-up/email', { name: 'Noah', email, password }, origin);
    await db('users').where({ email }).update({ email_verified: true });
    await noah.signIn(email, password);
    expect((await noah.ask('POST', '/api/store/invitations/accept', { token })).body).toEqual({
      storeName: 'Corner & Co',
    });
    expect((await noah.ask('GET', '/api/account/session')).body).toMatchObject({ canBuyWholesale: true });
    expect((await noah.ask('POST', '/api/store/invitations/accept', { token })).status).toBe(409);
    expect(
      (await noah.ask('DELETE', `/api/store/members/${(await noah.ask('GET', '/api/account/session')).body.user.id}`))
        .status,
    ).toBe(200);
    expect((await noah.ask('GET', '/api/cart?channel=b2b')).status).toBe(403);
  });
});

describe('locations', () => {
  it('have a name by which every member chooses them', async () => {
    const added = await olga.ask('POST', '/api/account/addresses', { ...address, locationName: 'Shop in the west' });
    expect(added.body).toMatchObject({ locationName: 'Shop in the west' });
    const { addresses } = (await anna.ask('GET', '/api/account')).body;
    expect(addresses.map((one: { locationName: string }) => one.locationName)).toContain('Shop in the west');
    expect((await sven.ask('PATCH', `/api/account/addresses/${added.body.id}`, { city: 'Bonn' })).status).toBe(404);
  });
});

describe('orders above a limit', () => {
  const key = () => ({ 'idempotency-key': `approval-${Math.random()}` });
  const request = { shippingAddress: address, payment: 'terms', poNumber: 'PO-1' };
  const fill = (visitor: Visitor) =>
    visitor.ask('POST', '/api/cart/lines', { channel: 'b2b', variantId: WORLD.variants.candleFig, quantity: 30 });
  const submit = async (visitor: Visitor): Promise<string> => {
    await fill(visitor);
    const answer = await visitor.ask('POST', '/api/store/approvals', request, key());
    expect(answer.status).toBe(201);
    return answer.body.number;
  };
  beforeEach(() => db('stores').where({ id: storeId }).update({ status: 'approved' }));

  it('are refused at checkout with how much is too much, and go to the approvers', async () => {
    await fill(anna);
    const refused = await anna.ask('POST', '/api/checkout', { ...request, channel: 'b2b' }, key());
    expect(refused).toMatchObject({ status: 422, body: { code: 'approval_needed' } });
    const number = await submit(anna);
    const path = `/api/store/approvals/${number}`;
    expect((await anna.ask('GET', path)).body).toMatchObject({ status: 'submitted', mayDecide: false, isMine: true });
    expect((await ben.ask('GET', path)).body).toMatchObject({ mayDecide: true, now: { refusals: [] } });
    expect((await anna.ask('POST', `${path}/approval`, {})).status).toBe(403);
    expect((await sven.ask('GET', path)).status).toBe(404);
    expect((await sven.ask('POST', `${path}/approval`, {})).status).toBe(404);
    const approved = await ben.ask('POST', `${path}/approval`, {});
    expect(approved).toMatchObject({ status: 200, body: { redirectUrl: null } });
    expect((await olga.ask('POST', `${path}/refusal`, { reason: 'No' })).status).toBe(409);
    expect((await anna.ask('GET', `/api/orders/${approved.body.orderNumber}`)).body.poNumber).toBe('PO-1');
  });

  it('of an approver are approved by someone else', async () => {
    const number = await submit(ben);
    expect((await ben.ask('POST', `/api/store/approvals/${number}/approval`, {})).status).toBe(403);
    expect((await anna.ask('GET', `/api/store/approvals/${number}`)).status).toBe(404);
    expect((await olga.ask('POST', `/api/store/approvals/${number}/approval`, {})).status).toBe(200);
  });

  it('are refused when the store was suspended between quote and order', async () => {
    await fill(olga);
    expect((await olga.ask('POST', '/api/checkout/quote', { ...request, channel: 'b2b' })).body.refusals).toEqual([]);
    await db('stores').where({ id: storeId }).update({ status: 'suspended' });
    expect((await olga.ask('POST', '/api/checkout', { ...request, channel: 'b2b' }, key())).status).toBe(403);
    expect((await ben.ask('GET', '/api/store/approvals')).status).toBe(403);
  });
});

describe('invoices', () => {
  it('are the store’s own, paid by a page that a repeat answers again', async () => {
    await db('stores').where({ id: storeId }).update({ status: 'approved' });
    const { items } = (await olga.ask('GET', '/api/invoices')).body;
    expect(items[0]).toMatchObject({ status: 'open', isOverdue: false, poNumber: 'PO-1' });
    expect((await sven.ask('GET', '/api/invoices')).body.items).toEqual([]);
    const path = `/api/invoices/${items[0].number}/payment`;
    expect((await sven.ask('POST', path, {}, { 'idempotency-key': 'pay-invoice-1' })).status).toBe(404);
    expect((await olga.ask('POST', path, {})).status).toBe(400);
    const first = await olga.ask('POST', path, {}, { 'idempotency-key': 'pay-invoice-1' });
    expect(first.body).toMatchObject({ amountCents: items[0].openCents });
    const again = await olga.ask('POST', path, {}, { 'idempotency-key': 'pay-invoice-2' });
    expect(again.body.redirectUrl).toBe(first.body.redirectUrl);
    expect((await rita.ask('GET', '/api/invoices')).body.items).toEqual([]);
    expect((await shop.visitor().ask('GET', '/api/invoices')).status).toBe(401);
  });
});
