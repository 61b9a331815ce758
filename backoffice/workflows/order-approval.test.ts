import { beforeEach, describe, expect, test } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { approveOrder, type Decider, declineOrder, withdrawOrder } from './decide-order.ts';
import { placeOrder } from './place-order.ts';
import { quoteOrder } from './quote-order.ts';
import { BULK, clearSales, fillCart, olga, orderOf, sellingRig, storeOwner } from './selling.testing.ts';
import { submitOrder } from './submit-order.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { services, stripe } = rig;
const storeId = WORLD.stores.corner;
const anna = storeOwner(WORLD.users.anna, storeId);
const LIMIT = 20_000;

const asOwner: Decider = { userId: WORLD.users.olga, storeId, memberRole: 'owner', role: 'store_owner' };
const asBuyer: Decider = { ...asOwner, userId: WORLD.users.anna, memberRole: 'buyer' };

beforeEach(async () => {
  await db.raw('truncate order_approvals cascade');
  await clearSales(db);
  await db('store_members').where({ user_id: WORLD.users.anna }).delete();
  await db('store_members').insert({
    store_id: storeId,
    user_id: WORLD.users.anna,
    member_role: 'buyer',
    spending_limit_cents: LIMIT,
  });
  await db('stores').where({ id: storeId }).update({ status: 'approved', credit_limit_cents: 500_000 });
  await db('variants').where({ id: WORLD.variants.espressoLarge }).update({ wholesale_price_cents: 1900 });
  await fillCart(db, anna, BULK);
});

let count = 0;
const submit = (more: object = {}) => {
  const { requestKey: _, ...request } = orderOf(anna, { payment: 'terms', poNumber: 'PO-7' });
  count += 1;
  const submitter = { id: WORLD.users.anna, name: 'Anna Ahrens', role: 'store_owner' };
  return submitOrder(services, { ...request, submitter, requestKey: `submission-${count}`, ...more });
};
const approve = (number: string, more: object = {}) =>
  approveOrder(services, { number, decider: asOwner, seenTotalCents: null, ...more });
const approval = () => db('order_approvals').first();
const cartLines = async (userId: string) =>
  db('cart_lines as l').join('carts as c', 'c.id', 'l.cart_id').where({ 'c.user_id': userId, channel: 'b2b' });

describe('an order above its buyer’s limit', () => {
  test('cannot be placed, by quote or by order', async () => {
    const request = orderOf(anna, { payment: 'terms' });
    const { refusals, totalCents } = await quoteOrder(services, request);
    expect(refusals).toMatchObject([{ code: 'approval_needed', fix: { missingCents: totalCents - LIMIT } }]);
    await expect(placeOrder(services, request)).rejects.toMatchObject({ code: 'approval_needed' });
    expect(await db('orders')).toEqual([]);
  });

  test('is submitted: its lines wait apart, nothing is reserved, the approvers are told', async () => {
    await submit();
    expect(await approval()).toMatchObject({ status: 'submitted', submitted_by: WORLD.users.anna });
    expect(await cartLines(WORLD.users.anna)).toEqual([]);
    expect(await db('stock').where('reserved', '>', 0)).toEqual([]);
    const letters = await db('letters').where({ kind: 'order-approval-wanted' });
    expect(letters.map(letter => letter.user_id)).toEqual([WORLD.users.olga]);
  });

  test('sent twice with one key is submitted once', async () => {
    const first = await submit({ requestKey: 'the-same' });
    expect(await submit({ requestKey: 'the-same' })).toEqual(first);
    expect(await db('order_approvals')).toHaveLength(1);
  });

  test('within the limit there is nothing to approve', async () => {
    await db('store_members').where({ user_id: WORLD.users.anna }).update({ spending_limit_cents: 10_000_000 });
    await expect(submit()).rejects.toMatchObject({ code: 'no_approval_needed' });
  });

  test('what else is wrong is refused at once', async () => {
    await db('stores').where({ id: storeId }).update({ credit_limit_cents: 100 });
    await expect(submit()).rejects.toMatchObject({ code: 'credit_limit' });
  });
});

describe('the approver', () => {
  test('approves: it is the buyer’s order, on terms, with its PO number', async () => {
    const { number } = await submit();
    const placed = await approve(number);
    expect(await db('orders').first()).toMatchObject({
      user_id: WORLD.users.anna,
      store_id: storeId,
      status: 'placed',
      po_number: 'PO-7',
    });
    expect(await approval()).toMatchObject({ status: 'approved', order_id: placed.id, decided_by: WORLD.users.olga });
    expect(await db('invoices')).toHaveLength(1);
    expect(await db('letters').where({ kind: 'order-approved' })).toHaveLength(1);
    await rig.settle();
    expect(faults(await verify(db))).toEqual([]);
  });

  test('twice, or two at once: one order', async () => {
    const { number } = await submit();
    const answers = await Promise.allSettled([approve(number), approve(number)]);
    expect(answers.some(answer => answer.status === 'fulfilled')).toBe(true);
    await expect(approve(number)).rejects.toMatchObject({ code: 'already_decided' });
    expect(await db('orders')).toHaveLength(1);
  });

  test('sees a price that rose, and has to take the new sum', async () => {
    const { number } = await submit();
    const { total_cents: submitted } = await approval();
    await db('variants').where({ id: WORLD.variants.espressoLarge }).update({ wholesale_price_cents: 2100 });
    await expect(approve(number)).rejects.toMatchObject({ code: 'price_risen' });
    await expect(approve(number, { seenTotalCents: submitted })).rejects.toMatchObject({ code: 'price_risen' });
    const { details } = await approve(number).catch(error => error);
    expect(details[0].message).toMatch(/comes to/);
    const rise = 4 * 200;
    const now = (await quoteNow(number)).totalCents;
    expect(now).toBeGreaterThanOrEqual(submitted + rise);
    const placed = await approve(number, { seenTotalCents: now });
    expect(placed.totalCents).toBe(now);
  });

  test('hears that the stock is gone, and it waits on', async () => {
    const { number } = await submit();
    await db('stock').where({ variant_id: WORLD.variants.espressoLarge }).update({ on_hand: 1 });
    await expect(approve(number)).rejects.toMatchObject({ code: 'out_of_stock' });
    expect(await approval()).toMatchObject({ status: 'submitted' });
    await db('stock').where({ variant_id: WORLD.variants.espressoLarge }).update({ on_hand: 40 });
  });

  test('is never the one who submitted, even as an approver', async () => {
    const { number } = await submit();
    const decider: Decider = { ...asBuyer, memberRole: 'approver' };
    await expect(approve(number, { decider })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(declineOrder(services, { number, decider, reason: 'x' })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  test('is no buyer, and of no other store', async () => {
    const { number } = await submit();
    const buyer: Decider = { ...asOwner, memberRole: 'buyer' };
    await expect(approve(number, { decider: buyer })).rejects.toMatchObject({ kind: 'not_found' });
    const foreign: Decider = { ...asOwner, userId: WORLD.users.sven, storeId: WORLD.stores.alpine };
    await expect(approve(number, { decider: foreign })).rejects.toMatchObject({ kind: 'not_found' });
  });

  test('cannot approve for a store that was suspended meanwhile', async () => {
    const { number } = await submit();
    await db('stores').where({ id: storeId }).update({ status: 'suspended' });
    await expect(approve(number)).rejects.toThrow();
    expect(await db('orders')).toEqual([]);
    expect(await approval()).toMatchObject({ status: 'submitted' });
  });

  test('declines with a reason: the lines are in the buyer’s cart again', async () => {
    const { number } = await submit();
    await expect(declineOrder(services, { number, decider: asOwner, reason: ' ' })).rejects.toMatchObject({
      code: 'reason_missing',
    });
    await declineOrder(services, { number, decider: asOwner, reason: 'Too much' });
    expect(await cartLines(WORLD.users.anna)).toHaveLength(BULK.length);
    expect(await db('letters').where({ kind: 'order-declined' }).first()).toMatchObject({ user_id: WORLD.users.anna });
    await expect(approve(number)).rejects.toMatchObject({ code: 'already_decided' });
  });

  test('by card goes on to the pay page; unpaid, it may be approved again', async () => {
    const { number } = await submit({ payment: 'card' });
    const placed = await approve(number);
    expect(placed.redirectUrl).toMatch(/^http/);
    await services.payments.expireCheckout(await rig.sessionOf(placed.id));
    await rig.settle();
    expect((await db('orders').where({ id: placed.id }).first()).status).toBe('expired');
    const again = await approve(number);
    expect(again.id).not.toBe(placed.id);
    stripe.pay(await rig.sessionOf(again.id));
    await rig.settle();
    expect((await db('orders').where({ id: again.id }).first()).status).toBe('placed');
  });
});

describe('the buyer', () => {
  test('takes it back, and only their own', async () => {
    const { number } = await submit();
    await expect(withdrawOrder(services, { number, decider: asOwner })).rejects.toMatchObject({ kind: 'not_found' });
    await withdrawOrder(services, { number, decider: asBuyer });
    expect(await approval()).toMatchObject({ status: 'withdrawn' });
    expect(await cartLines(WORLD.users.anna)).toHaveLength(BULK.length);
  });
});

describe('an overdue invoice', () => {
  test('blocks new orders on terms and names the invoice; a card still works', async () => {
    await fillCart(db, olga, BULK);
    await placeOrder(services, orderOf(olga, { payment: 'terms' }));
    const { number } = await db('invoices').first();
    await db('invoices').update({ issued_on: '2026-01-01', due_on: '2026-01-31' });
    await fillCart(db, olga, BULK);
    const refused = await placeOrder(services, orderOf(olga, { payment: 'terms' })).catch(error => error);
    expect(refused).toMatchObject({ code: 'invoice_overdue', message: expect.stringContaining(number) });
    const { refusals } = await quoteOrder(services, orderOf(olga, { payment: 'card' }));
    expect(refusals).toEqual([]);
  });
});

async function quoteNow(number: string) {
  const { judgeSubmittedOrder } = await import('./decide-order.ts');
  const { findApproval } = await import('#backoffice/commerce/approval/index.ts');
  return judgeSubmittedOrder(services, (await findApproval(db, { number, storeId, userId: WORLD.users.olga }))!);
}
