import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { readPdf } from '#backoffice/documents/read-pdf.ts';
import { type StatementSection, statementSections } from '#backoffice/documents/statement-totals.ts';
import type { Services } from '#backoffice/services.ts';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { askToAdjust, decideOnAdjustment } from './adjust-balance.ts';
import { applyTransferReversed } from './apply-transfer-event.ts';
import { bookDispute } from './book-dispute.ts';
import { makers } from './document-makers.ts';
import { holdEarnings } from './hold-earnings.ts';
import { issueCommissionInvoices } from './issue-commission-invoices.ts';
import { payOutWholesalers } from './pay-out-wholesalers.ts';
import { payoutRig } from './payouts.testing.ts';
import { refundOrder } from './refund-order.ts';

const db = await testDatabase();
await plantWorld(db);
const { roastery } = WORLD.wholesalers;
const finance = { userId: WORLD.users.finance, role: 'finance' };
const controller = { userId: WORLD.users.controller, role: 'finance' };
await db('tax_rates').insert({ country: 'IE', tax_category: 'standard', rate_bp: 2300 });
await db('wholesalers').where({ id: roastery }).update({ country: 'IE', tax_id: 'IE7654321T' });

/** Two units at 59.50, 100.00 without tax: 12.00 of commission. */
const sell = async (at: string) => {
  const lines = [{ variantId: WORLD.variants.espressoSmall, quantity: 2, unitPriceCents: 5_950 }];
  return plantPlacedOrder(db, [{ wholesalerId: roastery, shippingCents: 0, lines }], new Date(at));
};
type Order = Awaited<ReturnType<typeof sell>>;

async function deliver(services: Services, { orderId, parts: [part] }: Order, reserveBp = 0): Promise<void> {
  const delivered = { order_id: orderId, wholesaler_id: roastery, delivered_at: services.now(), hold_days: 0 };
  await db.transaction(trx =>
    holdEarnings(trx, services, {
      ...{ id: part!.id, number: part!.number, reserve_bp: reserveBp, charge_available_on: null, ...delivered },
    }),
  );
}

const refundOne = (services: Services, { parts: [part] }: Order, requestKey: string) =>
  refundOrder(services, {
    wholesalerOrderId: part!.id,
    asked: { lines: [{ orderLineId: part!.lineIds[0]!, quantity: 1 }], includeShipping: false },
    ...{ reason: 'Arrived broken', requestKey, actor: finance },
  });

const buyLabel = (services: Services, { orderId, parts: [part] }: Order, cents: number) =>
  db.transaction(trx =>
    postTransaction(trx, {
      ...{ kind: 'label', cause: `label:test:${cents}`, memo: 'Label DHL', occurredAt: services.now(), orderId },
      entries: [
        {
          account: { kind: 'wholesaler_payable', wholesalerId: roastery },
          ...{ currency: 'EUR', amountCents: cents, wholesalerOrderId: part!.id },
          availableOn: services.now().toISOString().slice(0, 10),
        },
        { account: { kind: 'shipping_revenue' }, currency: 'EUR', amountCents: -cents },
      ],
    }),
  );

async function loseDispute(services: Services, { orderId }: Order): Promise<void> {
  const payment = await db('payments').where({ order_id: orderId }).first();
  const dispute = { stripe_dispute_id: 'du_1', currency: 'EUR', amount_cents: 11_900, reason: 'general' };
  await db('disputes').insert({
    ...dispute,
    ...{ payment_id: payment.id, status: 'lost', stripe_updated_at: services.now() },
  });
  const movements = [{ id: 'txn_1', currency: 'EUR', amountCents: -11_900, feeCents: 2_000 }];
  await db.transaction(trx => bookDispute(trx, services, { stripeDisputeId: 'du_1', isLost: true, movements }));
}

/** February sells; March pays the first orders and leaves a label over; the payout of June has everything that can happen to money. */
async function payEverything() {
  const { services, setNow } = await payoutRig(db);
  const night = (date: string) => {
    setNow(`${date}T02:00:00Z`);
    return payOutWholesalers(services, { date, requestedBy: null });
  };
  const [first, second] = [await sell('2026-02-10T10:00:00Z'), await sell('2026-02-11T10:00:00Z')];
  const third = await sell('2026-06-20T10:00:00Z');
  setNow('2026-02-19T10:00:00Z');
  await refundOne(services, first, 'before');
  setNow('2026-03-19T10:00:00Z');
  await deliver(services, first, 1_000);
  await deliver(services, second);
  await night('2026-03-20');
  const transfer = await db('payouts').first('stripe_transfer_id');
  setNow('2026-03-20T10:00:00Z');
  await buyLabel(services, first, 690);
  await night('2026-03-21');

  setNow('2026-06-25T10:00:00Z');
  await deliver(services, third, 500);
  await refundOne(services, third, 'after');
  await buyLabel(services, third, 510);
  await loseDispute(services, second);
  await issueCommissionInvoices(services);
  const asked = { wholesalerId: roastery, amountCents: 25_000, reason: 'Photographs', actor: finance };
  const { id } = await askToAdjust(services, asked);
  await decideOnAdjustment(services, { id, isApproved: true, actor: controller });
  await db.transaction(trx =>
    applyTransferReversed(trx, services, { transferId: transfer.stripe_transfer_id, totalReversedCents: 500 }),
  );
  await night('2026-06-26');
  return { services, payout: await db('payouts').where({ batch_date: '2026-06-26' }).first() };
}

it('the statement of a payout has a section for all that happens to money, and they sum to the transfer on paper, in the file and in the letter', async () => {
  const { services, payout } = await payEverything();
  const csv = (await makers.payout_statement_csv(services, payout.id)).content;
  const rows = parse(csv, { bom: true, columns: true }) as { section: StatementSection; amount: string }[];
  const sums = [...Map.groupBy(rows, row => row.section)].map(([section, own]) => [
    section,
    own.reduce((sum, row) => sum + Math.round(Number(row.amount) * 100), 0),
  ]);
  const expected: Record<StatementSection, number> = {
    sales: 10_000,
    commission: -1_200 + 600 + 1_200,
    commission_vat: -Math.round((1_200 + 1_200 - 600) * 0.23),
    refunds: -5_000,
    disputes: -10_000,
    labels: -510,
    reserve: 440 - 440,
    adjustments: 25_000,
    reversals: 500,
    carried_over: -690,
  };
  expect(Object.fromEntries(sums)).toEqual(expected);
  const total = Object.values(expected).reduce((sum, cents) => sum + cents, 0);
  expect(total).toBe(payout.amount_cents);

  const { data } = await db('letters').where({ kind: 'payout-receipt', payout_id: payout.id }).first();
  expect(data).toMatchObject({
    ...{ amountCents: total, salesCents: 10_000, commissionCents: 600, commissionVatCents: expected.commission_vat },
    ...{ refundsCents: -5_000, disputesCents: -10_000, labelsCents: -510, reserveCents: 0 },
    ...{ adjustmentsCents: 25_000, reversalsCents: 500, carriedOverCents: -690 },
  });

  const { text } = await readPdf((await makers.payout_statement(services, payout.id)).content);
  for (const words of [...Object.values(statementSections), 'Reserve released', 'because your balance was below zero'])
    expect(text).toContain(words);
  expect(faults(await verify(db))).toEqual([]);
});
