import type { Knex } from 'knex';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';

const { roastery, pottery } = WORLD.wholesalers;
const SIDES = [
  { wholesalerId: roastery, variantId: WORLD.variants.espressoSmall, productId: WORLD.products.espresso },
  { wholesalerId: pottery, variantId: WORLD.variants.mugSand, productId: WORLD.products.mug },
];

/** At least one row in every table of the panel, and one of each of two wholesalers wherever rows belong to someone. */
export async function plantPanel(db: Knex): Promise<void> {
  await plantWorld(db);
  const order = await plantPlacedOrder(
    db,
    SIDES.map(({ wholesalerId, variantId }) => ({
      wholesalerId,
      lines: [{ variantId, quantity: 2, unitPriceCents: 1000 }],
    })),
  );
  const [batch] = await db('payout_batches').insert({ batch_date: '2026-03-20' }).returning('id');
  for (const [index, part] of order.parts.entries())
    await plantSide(db, { ...SIDES[index]!, partId: part.id, orderId: order.orderId, batchId: batch.id });
  await plantPlatform(db, order.orderId);
}

interface Side {
  wholesalerId: string;
  variantId: string;
  productId: string;
  partId: string;
  orderId: string;
  batchId: string;
}

async function plantSide(db: Knex, side: Side): Promise<void> {
  const { wholesalerId, variantId, productId, partId, orderId, batchId } = side;
  const own = { wholesaler_id: wholesalerId };
  const part = { wholesaler_order_id: partId };
  const eur = { currency: 'EUR', amount_cents: 500 };
  await db('stock_movements').insert({ variant_id: variantId, quantity: 1, reason: 'received' });
  const [list] = await db('imports')
    .insert({ ...own, file_name: `${partId}.csv`, is_dry_run: false })
    .returning('id');
  await db('import_rows').insert({ import_id: list.id, row_number: 1, handle: partId, outcome: 'created' });
  await db('product_reviews').insert({ product_id: productId, author: 'A reader', rating: 5, body: partId });
  await db('product_change_requests').insert({ ...own, product_id: productId, proposed: { title: partId } });
  const [parcel] = await db('shipments')
    .insert({ ...own, ...part, carrier: 'DHL', service: 'Paket', tracking_code: partId, weight_grams: 100 })
    .returning('id');
  await db('tracking_events').insert({
    shipment_id: parcel.id,
    status: 'in_transit',
    message: partId,
    occurred_at: new Date(),
  });
  await db('return_requests').insert({ ...own, ...part, number: `R-${partId}`, reason: 'Broken' });
  await plantQuotation(db, side);
  await db('refunds').insert({ ...part, ...eur, order_id: orderId, reason: 'Broken', request_key: partId });
  await db('wholesaler_minimums').insert({ ...own, country: 'AT', minimum_order_cents: 20_000 });
  const [promotion] = await db('promotions')
    .insert({ ...own, title: partId, kind: 'percent', percent_bp: 500 })
    .returning('id');
  await db('promotion_redemptions').insert({
    promotion_id: promotion.id,
    order_id: orderId,
    buyer: 'email:anna@example.org',
    discount_cents: 0,
  });
  await db('commission_rules').insert({ ...own, percent_bp: 900, category_id: WORLD.categories.home });
  await db('commission_changes').insert({
    ...{
      ...own,
      kind: 'set',
      percent_bp: 900,
      starts_at: '2100-01-01',
      reason: partId,
      proposed_by: WORLD.users.finance,
    },
  });
  await db('commission_invoices').insert({
    ...{
      ...own,
      number: `C-2026-${wholesalerId.slice(-4)}`,
      currency: 'EUR',
      month: '2026-01-01',
      issued_on: '2026-02-01',
    },
    ...{ net_cents: 0, tax_treatment: 'outside', tax_rate_bp: 0, tax_cents: 0, total_cents: 0, bill_to: '{}' },
  });
  const batch = { payout_batch_id: batchId, ...eur };
  await db('payouts').insert({ ...own, ...batch, batch_date: '2026-03-20', stripe_account_id: `acct_${partId}` });
  const [posted] = await db('ledger_transactions')
    .whereNotIn('id', db('adjustments').select('ledger_transaction_id'))
    .limit(1);
  await db('adjustments').insert({
    ...{ ...own, ...eur, status: 'posted', reason: partId, ledger_transaction_id: posted.id },
    ...{ proposed_by: WORLD.users.finance, decided_by: WORLD.users.controller, decided_at: new Date() },
  });
  await db('payout_carryovers').insert({ ...own, ...batch, reason: 'below_minimum' });
}

async function plantQuotation(db: Knex, { wholesalerId, partId }: Side): Promise<void> {
  const [{ id, number }] = await db('quotations')
    .insert({ store_id: WORLD.stores.corner, requested_by: WORLD.users.olga, currency: 'EUR', note: partId })
    .returning(['id', 'number']);
  await db('quotation_lines').insert({ quotation_id: id, position: 0, title: partId, quantity: 4, is_open: true });
  await db('quotation_parts').insert({
    quotation_id: id,
    wholesaler_id: wholesalerId,
    number,
    store_name: 'Corner & Co',
    open_until: '2100-01-01',
  });
}

async function plantPlatform(db: Knex, orderId: string): Promise<void> {
  const payment = await db('payments').where({ order_id: orderId }).first('id');
  const eur = { currency: 'EUR', amount_cents: 500 };
  const at = new Date();
  await db('disputes').insert({
    ...eur,
    payment_id: payment.id,
    stripe_dispute_id: 'dp_1',
    status: 'needs_response',
    reason: 'fraudulent',
    stripe_updated_at: at,
  });
  const store_id = WORLD.stores.corner;
  await db('invoices').insert({
    order_id: orderId,
    store_id,
    currency: 'EUR',
    total_cents: 500,
    issued_on: '2026-03-01',
    due_on: '2026-04-01',
  });
  await plantStore(db, store_id);
  await plantFailedRefund(db, at);
  await plantReversal(db, at);
  await plantStoreCredit(db, at);
  await plantReconciliation(db, at);
  await db('webhook_events').insert({
    provider: 'stripe',
    event_id: 'evt_1',
    type: 'charge.succeeded',
    payload: '{}',
    occurred_at: at,
  });
  await db('job_runs').insert({ job: 'pay-out', slot: at, lease_until: at, lease_holder: 'test' });
  await db('letters').insert({
    kind: 'welcome',
    dedupe_key: 'welcome:1',
    recipient_name: 'Anna',
    recipient_address: 'anna@example.org',
    data: '{}',
    message_id: '<1@stackr>',
  });
  await db('audit_log').insert({
    actor_role: 'admin',
    action: 'approve.store',
    subject_table: 'stores',
    subject_id: store_id,
  });
}

async function plantFailedRefund(db: Knex, at: Date): Promise<void> {
  const { id: refund_id } = await db('refunds').first('id');
  await db('refund_failures').insert({ refund_id, attempt: 1, reason: 'declined', failed_at: at });
  await db('refund_bank_payments').insert({
    ...{
      refund_id,
      currency: 'EUR',
      amount_cents: 500,
      paid_on: '2026-03-20',
      bank_reference: 'SCT 1',
      note: 'By phone',
    },
    proposed_by: WORLD.users.finance,
  });
}

async function plantReversal(db: Knex, at: Date): Promise<void> {
  const eur = { currency: 'EUR', amount_cents: 500 };
  const [batch] = await db('payout_batches').insert({ batch_date: '2026-03-19' }).returning('id');
  const [{ id: payout_id }] = await db('payouts')
    .insert({
      ...{ ...eur, payout_batch_id: batch.id, wholesaler_id: roastery, batch_date: '2026-03-19', status: 'sent' },
      ...{ stripe_account_id: 'acct_roastery', stripe_transfer_id: 'tr_1', sent_at: at },
    })
    .returning('id');
  await db('transfer_reversals').insert({
    ...{ ...eur, payout_id, status: 'awaiting_release', reason: 'Refunded', request_key: 'reversal:1' },
    requested_by: WORLD.users.finance,
  });
}

async function plantStoreCredit(db: Knex, used_at: Date): Promise<void> {
  const { id: from_invoice_id, store_id } = await db('invoices').first('id', 'store_id');
  const sum = { store_id, currency: 'EUR', amount_cents: 100 };
  const [payout] = await db('store_credit_payouts')
    .insert({
      ...{ ...sum, paid_on: '2026-03-20', bank_reference: 'SCT 2', note: 'By phone' },
      proposed_by: WORLD.users.finance,
    })
    .returning('id');
  await db('store_credit_uses').insert({ ...sum, from_invoice_id, payout_id: payout.id, used_at });
}

async function plantReconciliation(db: Knex, at: Date): Promise<void> {
  const [run] = await db('reconciliations').insert({ started_at: at }).returning('id');
  const moved = { currency: 'EUR', occurred_at: at };
  await db('balance_transactions').insert({
    ...{ ...moved, stripe_id: 'txn_1', reconciliation_id: run.id, kind: 'fee', type: 'stripe_fee' },
    ...{ amount_cents: -200, available_on: at },
  });
  await db('reconciliation_differences').insert({
    ...{ ...moved, kind: 'unknown_to_us', movement: 'fee', reference: 'txn_1', processor_cents: -200 },
    ...{ processor_currency: 'EUR', explanation: 'A fee', first_seen_in: run.id, last_seen_in: run.id },
  });
}

async function plantStore(db: Knex, store_id: string): Promise<void> {
  const [file] = await db('files')
    .insert({ key: 'papers/1.pdf', content_type: 'application/pdf', byte_size: 1, sha256: 'a'.repeat(64) })
    .returning('id');
  const [paper] = await db('store_documents')
    .insert({ store_id, file_id: file.id, kind: 'certificate', name: '1.pdf' })
    .returning('id');
  await db('tax_certificates').insert({ store_id, document_id: paper.id, number: 'X1', expires_on: '2027-01-01' });
  await db('order_approvals').insert({
    store_id,
    submitted_by: WORLD.users.olga,
    currency: 'EUR',
    total_cents: 500,
    lines: '[]',
    request: '{}',
    request_key: 'approval:1',
  });
}
