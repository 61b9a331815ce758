import { beforeEach, describe, expect, it } from 'vitest';
import type { AskedRefund } from '#backoffice/commerce/refund/index.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { applyStripeEvent } from './apply-stripe-event.ts';
import { cancelOrder } from './cancel-order.ts';
import { placeOrder } from './place-order.ts';
import { previewRefund } from './preview-refund.ts';
import { refundOrder } from './refund-order.ts';
import { BASKET, clearSales, fillCart, guest, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);

const ADA = { userId: WORLD.users.admin, role: 'admin' };
let chargeId: string;
let paidCents: number;

/** One payment for the orders of two wholesalers. */
beforeEach(async () => {
  await clearSales(db);
  await fillCart(db, guest('anna'), BASKET);
  const order = await placeOrder(rig.services, orderOf(guest('anna')));
  rig.stripe.pay(await rig.sessionOf(order.id));
  await rig.settle();
  const payment = await db('payments').first();
  chargeId = payment.stripe_charge_id;
  paidCents = payment.captured_cents;
});

const dispute = async (amount?: number): Promise<string> => {
  const { id } = rig.stripe.dispute(chargeId, amount ? { amount } : {});
  await rig.settle();
  return id;
};
const close = async (id: string, outcome: 'won' | 'lost') => {
  rig.stripe.closeDispute(id, outcome);
  await rig.settle();
};
const balanceOf = async (kind: string): Promise<number> => {
  const entries: number[] = await db('ledger_entries as e')
    .join('ledger_accounts as a', 'a.id', 'e.account_id')
    .where('a.kind', kind)
    .pluck('e.amount_cents');
  return entries.reduce((sum, cents) => sum + cents, 0);
};
const soundness = async () => faults(await verify(db));

describe('a dispute', () => {
  it('that was opened holds what the bank took, and its fee once', async () => {
    const fees = await balanceOf('stripe_fees');
    await dispute();
    expect(await balanceOf('disputes')).toBe(paidCents);
    expect((await balanceOf('stripe_fees')) - fees).toBe(2_000);
    expect(await soundness()).toEqual([]);
  });

  it('that is won leaves only the fee', async () => {
    const clearing = await balanceOf('stripe_clearing');
    const pending = await balanceOf('wholesaler_pending');
    await close(await dispute(), 'won');
    expect(await balanceOf('disputes')).toBe(0);
    expect(await balanceOf('wholesaler_pending')).toBe(pending);
    expect((await balanceOf('stripe_clearing')) - clearing).toBe(-2_000);
    expect(await soundness()).toEqual([]);
  });

  it('that is lost is borne by every wholesaler of the payment, and the commission goes back', async () => {
    await close(await dispute(), 'lost');
    const kinds = ['disputes', 'wholesaler_pending', 'commission_revenue', 'tax_payable'];
    expect(await Promise.all(kinds.map(balanceOf))).toEqual([0, 0, 0, 0]);
    expect(await db('dispute_shares')).toHaveLength(2);
    expect(await soundness()).toEqual([]);
  });

  it('about a part of the payment is split to the cent', async () => {
    await close(await dispute(1_001), 'lost');
    const shares: number[] = await db('dispute_shares').pluck('amount_cents');
    expect(shares).toHaveLength(2);
    expect(shares.reduce((sum, cents) => sum + cents)).toBe(1_001);
    expect(await balanceOf('disputes')).toBe(0);
    expect(await soundness()).toEqual([]);
  });

  it.each([
    ['by the platform', 10_000],
    ['in halves', 5_000],
    ['by a third', 3_333],
  ])('that is lost is borne %s when that was decided before', async (_who, platformShareBp) => {
    const before = await balanceOf('wholesaler_pending');
    const id = await dispute();
    await db('disputes').update({ platform_share_bp: platformShareBp });
    await close(id, 'lost');
    expect([await balanceOf('disputes'), await balanceOf('commission_revenue')]).toEqual([0, 0]);
    const borne = await balanceOf('adjustments');
    expect(Math.abs(borne - (-before * platformShareBp) / 10_000)).toBeLessThanOrEqual(1);
    expect((await balanceOf('wholesaler_pending')) + borne).toBe(0);
    expect(await soundness()).toEqual([]);
  });

  it('bars refunds and cancellations, and says what to do', async () => {
    const [part] = await db('wholesaler_orders').orderBy('number');
    const refund = { wholesalerOrderId: part.id, asked: null, reason: 'Broken', requestKey: 'r1', actor: ADA };
    const cancel = () => cancelOrder(rig.services, { orderId: part.order_id, reason: 'Too late', actor: ADA });
    const id = await dispute();
    await expect(previewRefund(rig.services, refund)).rejects.toThrow(/holds this payment/);
    await expect(refundOrder(rig.services, refund)).rejects.toThrow(/accept it to give the money back/);
    await expect(cancel()).rejects.toThrow(/keep the goods here/);
    await close(id, 'lost');
    await expect(refundOrder(rig.services, refund)).rejects.toThrow(/gave this payment back/);
    expect(await db('refunds')).toEqual([]);
    await cancel();
    expect(await db('wholesaler_orders').pluck('status')).toEqual(['cancelled', 'cancelled']);
    expect(await db('refunds')).toEqual([]);
    expect(await soundness()).toEqual([]);
  });

  it('about a part of the payment bars everything while it is open, and once it is lost leaves the rest', async () => {
    const id = await dispute(1_001);
    const parts = await db('wholesaler_orders').orderBy('number');
    const asked = (index: number, requestKey: string, asked: AskedRefund | null = null) => ({
      ...{ wholesalerOrderId: parts[index].id, asked, reason: 'Broken', requestKey, actor: ADA },
    });
    await expect(refundOrder(rig.services, asked(0, 'early'))).rejects.toThrow(/holds this payment/);
    await close(id, 'lost');
    const shareOf = async (index: number): Promise<number> =>
      (await db('dispute_shares').where({ wholesaler_order_id: parts[index].id }).first()).amount_cents;
    const rest = [parts[0].total_cents - (await shareOf(0)), parts[1].total_cents - (await shareOf(1))];
    const line = await db('order_lines').where({ wholesaler_order_id: parts[0].id }).first();
    const reduction = { orderLineId: null, amountCents: rest[0]! + 1 };
    const above = asked(0, 'above', { lines: [], includeShipping: false, reduction });
    await expect(refundOrder(rig.services, above)).rejects.toThrow(/the bank gave a part back after a dispute/);
    const unit = { lines: [{ orderLineId: line.id, quantity: 1 }], includeShipping: false };
    const first = await refundOrder(rig.services, asked(0, 'unit', unit));
    const preview = await previewRefund(rig.services, asked(0, 'rest'));
    expect(first.amountCents + preview.amountCents).toBe(rest[0]);
    await refundOrder(rig.services, asked(0, 'rest'));
    await cancelOrder(rig.services, {
      ...{ orderId: parts[1].order_id, wholesalerId: parts[1].wholesaler_id, reason: 'Too late', actor: ADA },
    });
    await rig.settle();
    expect(await db('refunds').distinct('status')).toEqual([{ status: 'succeeded' }]);
    const refunded: number[] = await db('refunds').pluck('amount_cents');
    expect(refunded.reduce((sum, cents) => sum + cents)).toBe(paidCents - 1_001);
    const kinds = ['disputes', 'wholesaler_pending', 'commission_revenue', 'tax_payable', 'refunds_in_flight'];
    expect(await Promise.all(kinds.map(balanceOf))).toEqual([0, 0, 0, 0, 0]);
    expect(await soundness()).toEqual([]);
    const around = db('refunds').insert({
      ...{ order_id: parts[0].order_id, wholesaler_order_id: parts[0].id, currency: 'EUR', reason: 'x' },
      ...{ amount_cents: 1, goods_cents: 1, request_key: 'around the rules' },
    });
    await expect(around).rejects.toThrow(/refunds and lost disputes of order/);
  });

  it('that was won leaves the payment refundable', async () => {
    await close(await dispute(), 'won');
    const [part] = await db('wholesaler_orders').orderBy('number');
    const refund = { wholesalerOrderId: part.id, asked: null, reason: 'Broken', requestKey: 'r1', actor: ADA };
    await refundOrder(rig.services, refund);
    await rig.settle();
    expect(await db('refunds').pluck('status')).toEqual(['succeeded']);
    expect(await soundness()).toEqual([]);
  });

  it('shows each wholesaler its own order in it, in step', async () => {
    const parts = () => db('dispute_parts').select('status', 'stage').orderBy('id');
    const id = await dispute();
    expect(await parts()).toEqual(Array(2).fill({ status: 'needs_response', stage: 'to_answer' }));
    await close(id, 'won');
    expect(await parts()).toEqual(Array(2).fill({ status: 'won', stage: 'closed' }));
    expect(await soundness()).toEqual([]);
  });

  it('is booked the same when its events come twice and backwards', async () => {
    const booked = () => db('ledger_transactions').where({ kind: 'dispute' }).orderBy('cause').pluck('cause');
    rig.stripe.closeDispute(rig.stripe.dispute(chargeId).id, 'lost');
    await rig.settle();
    const once = await booked();
    const events: string[] = await db('webhook_events').whereLike('type', 'charge.dispute.%').pluck('id');
    await db('webhook_events').whereIn('id', events).update({ applied_at: null });
    await db.raw(`truncate disputes, dispute_shares, ledger_transactions cascade`);
    for (const webhookEventId of events.toReversed()) await applyStripeEvent(rig.services, { webhookEventId });
    await db('webhook_events').whereIn('id', events).update({ applied_at: null });
    for (const webhookEventId of events) await applyStripeEvent(rig.services, { webhookEventId });
    expect(await booked()).toHaveLength(once.length);
    expect(await balanceOf('disputes')).toBe(0);
    expect(await db('disputes').pluck('status')).toEqual(['lost']);
  });
});
