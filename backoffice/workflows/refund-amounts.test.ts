import { beforeEach, describe, expect, it } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { placeOrder } from './place-order.ts';
import { previewRefund } from './preview-refund.ts';
import { refundOrder } from './refund-order.ts';
import { clearSales, fillCart, guest, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const actor = { userId: WORLD.users.finance, role: 'finance', requestId: 'r-1' };

let part: { id: string; wholesaler_id: string };
let line: { id: string };

/** Three small espressos at 9.90 from the roastery, paid by card. */
beforeEach(async () => {
  await clearSales(db);
  await fillCart(db, guest('anna'), [[WORLD.variants.espressoSmall, 3, 990]]);
  const order = await placeOrder(rig.services, orderOf(guest('anna')));
  rig.stripe.pay(await rig.sessionOf(order.id));
  await rig.settle();
  part = await db('wholesaler_orders').first('id', 'wholesaler_id');
  line = await db('order_lines').first('id');
});

const request = (
  reduction: { orderLineId: string | null; amountCents: number },
  platformShareBp = 0,
  key = 'goodwill',
) => ({
  ...{ wholesalerOrderId: part.id, asked: { lines: [], includeShipping: false, reduction } },
  ...{ platformShareBp, reason: 'A dented tin', requestKey: key, actor },
});
const booked = async (): Promise<Record<string, number>> => {
  const rows = await db('ledger_transactions as t')
    .join('ledger_entries as e', 'e.transaction_id', 't.id')
    .join('ledger_accounts as a', 'a.id', 'e.account_id')
    .whereRaw(`t.cause = 'refund:' || t.refund_id`)
    .select('a.kind', 'e.amount_cents');
  return Object.fromEntries(rows.map(row => [row.kind, row.amount_cents]));
};
const soundness = async () => faults(await verify(db));

describe('a refund of an amount', () => {
  it('does exactly what its preview says, and nothing of it is a unit', async () => {
    const asked = request({ orderLineId: line.id, amountCents: 500 });
    const { effects, before, after, amountCents, isNegativeAfter } = await previewRefund(rig.services, asked);
    expect(await db('refunds')).toEqual([]);
    await refundOrder(rig.services, asked);
    const posted = await booked();
    expect(Object.fromEntries(effects.map(effect => [effect.account, effect.amountCents]))).toEqual(
      Object.fromEntries(Object.entries(posted).map(([account, cents]) => [account, Math.abs(cents)])),
    );
    expect({ amountCents, isNegativeAfter }).toEqual({ amountCents: 500, isNegativeAfter: false });
    expect(before.pendingCents - after.pendingCents).toBe(posted.wholesaler_pending);
    expect(await db('refund_lines').pluck('quantity')).toEqual([0]);
    await rig.settle();
    expect(await db('refunds').pluck('status')).toEqual(['succeeded']);
    expect(await soundness()).toEqual([]);
  });

  it('is borne by the platform, or shared, as asked', async () => {
    await refundOrder(rig.services, request({ orderLineId: null, amountCents: 500 }, 10_000));
    const whole = await booked();
    expect(whole.wholesaler_pending).toBeUndefined();
    expect(whole.adjustments! + whole.commission_revenue! + whole.tax_payable!).toBe(500);
    expect(await db('refunds').pluck('platform_cents')).toEqual([whole.adjustments]);
    await db.raw('truncate ledger_transactions, refunds cascade');
    await refundOrder(rig.services, request({ orderLineId: null, amountCents: 500 }, 2_500));
    const shared = await booked();
    expect(shared.adjustments).toBe(Math.round(whole.adjustments! / 4));
    expect(shared.adjustments! + shared.wholesaler_pending!).toBe(whole.adjustments);
  });

  it('made twice is made once', async () => {
    const asked = request({ orderLineId: line.id, amountCents: 500 });
    const [first, second] = await Promise.all([refundOrder(rig.services, asked), refundOrder(rig.services, asked)]);
    expect(second.id).toBe(first.id);
    expect(await db('refunds')).toHaveLength(1);
  });

  it('never exceeds what is left of the line, and units after it give back the rest', async () => {
    await refundOrder(rig.services, request({ orderLineId: line.id, amountCents: 971 }));
    await expect(
      refundOrder(rig.services, request({ orderLineId: line.id, amountCents: 2000 }, 0, 'more')),
    ).rejects.toThrow('Only 19.99 EUR');
    const units = (quantity: number, key: string) =>
      refundOrder(rig.services, {
        ...request({ orderLineId: null, amountCents: 1 }, 0, key),
        asked: { lines: [{ orderLineId: line.id, quantity }], includeShipping: false },
      });
    expect((await units(1, 'one')).amountCents).toBe(666);
    expect((await units(2, 'two')).amountCents).toBe(1333);
    await rig.settle();
    expect(await soundness()).toEqual([]);
  });

  it('that the bank sends back after it arrived is owed to the buyer again, and its units stay refunded', async () => {
    await refundOrder(rig.services, request({ orderLineId: line.id, amountCents: 2_970 }));
    await rig.settle();
    const { stripe_refund_id: id } = await db('refunds').first();
    rig.stripe.settleRefund(id, 'failed');
    await rig.settle();
    expect(await db('refunds').pluck('status')).toEqual(['failed']);
    const inFlight: number[] = await db('ledger_entries as e')
      .join('ledger_accounts as a', 'a.id', 'e.account_id')
      .where('a.kind', 'refunds_in_flight')
      .orderBy('e.id')
      .pluck('e.amount_cents');
    expect(inFlight).toEqual([-2_970, 2_970, -2_970]);
    const again = request({ orderLineId: line.id, amountCents: 1 }, 0, 'again');
    await expect(refundOrder(rig.services, again)).rejects.toThrow('Only 0.00 EUR');
    expect(await soundness()).toEqual([]);
  });

  it('is held by the database too', async () => {
    await refundOrder(rig.services, request({ orderLineId: line.id, amountCents: 2_900 }));
    const refund = await db('refunds').first();
    const { id: _, ...copy } = { ...refund, request_key: 'around the rules', amount_cents: 71 };
    await expect(
      db.transaction(async trx => {
        const [made] = await trx('refunds').insert(copy).returning('id');
        const cents = { goods_cents: 71, tax_cents: 0, commission_cents: 0 };
        await trx('refund_lines').insert({ refund_id: made.id, order_line_id: line.id, quantity: 0, ...cents });
      }),
    ).rejects.toThrow('refunds of line');
  });
});
