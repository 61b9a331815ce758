import type { Db } from '../../connection.ts';
import { stableId } from '../chance.ts';
import { wholesalerId } from '../demo-accounts.ts';
import { DEMO_WHOLESALERS } from '../demo-catalogue/index.ts';
import { WHOLESALER_PEOPLE } from '../demo-people.ts';
import { insertRows } from '../insert-rows.ts';
import { accountId, type Entry, type Posting } from './books.ts';
import type { PlannedBatch, PlannedPayout } from './payouts.ts';

export async function insertPostings(db: Db, postings: Posting[]): Promise<void> {
  const filled = postings.map(posting => ({ ...posting, entries: posting.entries.filter(entry => entry.cents !== 0) }));
  const accounts = new Map(filled.flatMap(posting => posting.entries).map(entry => [accountId(entry), entry]));
  await insertRows(
    db,
    'ledger_accounts',
    [...accounts].map(([id, entry]) => accountRow(id, entry, filled[0]!.at)),
  );
  const transactionId = (posting: Posting) => stableId(`posting ${posting.cause}`);
  await insertRows(
    db,
    'ledger_transactions',
    filled.map(posting => ({
      id: transactionId(posting),
      kind: posting.kind,
      cause: posting.cause,
      memo: posting.memo,
      order_id: posting.orderId ?? null,
      wholesaler_order_id: posting.partId ?? null,
      refund_id: posting.refundId ?? null,
      payout_id: posting.payoutId ?? null,
      occurred_at: posting.at,
      created_at: posting.at,
    })),
  );
  await insertRows(
    db,
    'ledger_entries',
    filled.flatMap(posting =>
      posting.entries.map(entry => ({
        transaction_id: transactionId(posting),
        account_id: accountId(entry),
        wholesaler_order_id: entry.partId ?? null,
        currency: 'EUR',
        amount_cents: entry.cents,
        available_on: entry.availableOn ?? null,
        created_at: posting.at,
      })),
    ),
  );
}

const accountRow = (id: string, entry: Entry, at: Date) => ({
  id,
  kind: entry.kind,
  wholesaler_id: entry.wholesalerId ?? null,
  store_id: entry.storeId ?? null,
  currency: 'EUR',
  created_at: at,
});

/** Before their postings, which point to them. transfers: the processor's ids by payout. */
export async function insertBatch(db: Db, batch: PlannedBatch, transfers: Map<string, string>): Promise<void> {
  const at = batch.at;
  await insertRows(db, 'payout_batches', [
    {
      id: batch.id,
      batch_date: batch.date,
      status: 'finished',
      started_at: at,
      finished_at: at,
      created_at: at,
      updated_at: at,
    },
  ]);
  await insertRows(
    db,
    'payouts',
    batch.payouts.map(payout => ({
      id: payout.id,
      number: payout.number,
      payout_batch_id: batch.id,
      wholesaler_id: wholesalerId(payout.slug),
      batch_date: batch.date,
      currency: 'EUR',
      amount_cents: payout.amountCents,
      status: 'sent',
      attempt: 1,
      stripe_account_id: payout.accountId,
      stripe_transfer_id: transfers.get(payout.id),
      sending_since: at,
      sent_at: at,
      created_at: at,
      updated_at: at,
    })),
  );
}

/** Which entries the payouts paid: due by the day, and posted before the run. */
export async function claimEntries(db: Db, batch: PlannedBatch): Promise<void> {
  await db.raw(
    `insert into payout_entries (ledger_entry_id, payout_id, amount_cents)
     select e.id, p.id, -e.amount_cents
     from payouts p
     join ledger_accounts a on a.kind = 'wholesaler_payable' and a.wholesaler_id = p.wholesaler_id
     join ledger_entries e on e.account_id = a.id and e.available_on <= p.batch_date
     join ledger_transactions t on t.id = e.transaction_id and t.occurred_at < :at
     where p.payout_batch_id = :id`,
    { id: batch.id, at: batch.at },
  );
}

/** The letters that went out with the history, as sent; their text is made when somebody looks at them. */
export async function insertLetters(
  db: Db,
  batch: PlannedBatch,
  transfers: Map<string, string>,
  publicUrl: string,
): Promise<void> {
  await db.raw(CONFIRMATIONS, { publicUrl });
  await insertRows(
    db,
    'letters',
    batch.payouts.map(payout => receiptRow(payout, batch, transfers.get(payout.id)!, publicUrl)),
  );
}

function receiptRow(payout: PlannedPayout, { at }: PlannedBatch, transferId: string, publicUrl: string) {
  const { slug, accountId: _, id, number, ...figures } = payout;
  const person = WHOLESALER_PEOPLE.find(one => one.slug === slug)!;
  const letterId = stableId(`receipt ${id}`);
  return {
    id: letterId,
    kind: 'payout-receipt',
    dedupe_key: `payout:${id}:receipt`,
    recipient_name: person.name,
    recipient_address: person.email,
    data: {
      ...figures,
      recipientName: person.name,
      wholesalerName: DEMO_WHOLESALERS.find(house => house.slug === slug)!.name,
      payoutNumber: number,
      payoutUrl: `${publicUrl}/admin/resources/payouts/records/${id}/show`,
      sentOn: at.toISOString(),
      transferReference: transferId,
      currency: 'EUR',
      adjustmentsCents: 0,
    },
    subject: `Payout ${number}`,
    message_id: `${letterId}@stackr.example`,
    status: 'sent',
    attempts: 1,
    payout_id: id,
    user_id: person.id,
    sent_at: at,
    created_at: at,
    updated_at: at,
  };
}

const CONFIRMATIONS = `
  insert into letters (kind, dedupe_key, recipient_name, recipient_address, data, subject, message_id, status, attempts, order_id, user_id, sent_at, created_at, updated_at)
  select 'order-confirmation', 'order:' || o.id || ':confirmation', o.shipping_address->>'name', o.email,
    jsonb_build_object('recipientName', o.shipping_address->>'name', 'orderNumber', o.number, 'orderUrl', :publicUrl || '/orders/' || o.number,
      'placedOn', to_char(o.placed_at at time zone 'UTC', 'YYYY-MM-DD'), 'currency', o.currency, 'pricesIncludeTax', o.prices_include_tax,
      'paymentMethod', o.payment_method, 'dueOn', i.due_on, 'poNumber', o.po_number, 'shippingAddress', o.shipping_address,
      'goodsCents', o.goods_cents, 'discountCents', o.discount_cents, 'shippingCents', o.shipping_cents, 'taxCents', o.tax_cents, 'totalCents', o.total_cents,
      'parts', (select jsonb_agg(jsonb_build_object('wholesalerName', w.name, 'number', p.number, 'shippingService', 'Standard delivery',
          'goodsCents', p.goods_cents, 'discountCents', p.discount_cents, 'shippingCents', p.shipping_cents, 'taxCents', p.tax_cents, 'totalCents', p.total_cents,
          'lines', (select jsonb_agg(jsonb_build_object('title', l.title, 'variantTitle', l.variant_title, 'sku', l.sku, 'quantity', l.quantity,
             'unitPriceCents', l.unit_price_cents, 'goodsCents', l.goods_cents) order by l.position) from order_lines l where l.wholesaler_order_id = p.id)) order by p.number)
        from wholesaler_orders p join wholesalers w on w.id = p.wholesaler_id where p.order_id = o.id)),
    'Your order ' || o.number, o.id || '-confirmation@stackr.example', 'sent', 1, o.id, o.user_id, o.placed_at, o.placed_at, o.placed_at
  from orders o left join invoices i on i.order_id = o.id
  where o.placed_at is not null`;
