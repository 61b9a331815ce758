import type { Db } from '#db/connection.ts';
import type { Movement } from './runs.ts';

/** One thing that happened at the processor, as both sides have it; null where a side has nothing. */
export interface Mismatch {
  movement: string;
  reference: string;
  currency: string;
  ledgerCents: number | null;
  processorCents: number | null;
  /** How often the processor did it. */
  times: number;
  occurredAt: Date;
  memo: string | null;
  balanceTransactionId: string | null;
  /** The processor's object it is about, or the movement itself. */
  stripeObject: string | null;
  orderId: string | null;
  refundId: string | null;
  payoutId: string | null;
  orderNumber: string | null;
  payoutNumber: string | null;
  /** Our row knows this very object. */
  isKnown: boolean;
  /** Our row for the same order, refund or payout names this other object of the processor. */
  otherObject: string | null;
  /** What our row for it says of itself: succeeded, sending, … */
  ourStatus: string | null;
  /** Of a transfer: where it went and where it should have gone. */
  paidTo: string | null;
  owedTo: string | null;
}

/** So long after the processor moved the balance for something of ours, its webhook may still be on its way. */
export const ON_ITS_WAY_MINUTES = 10;

/**
 * Both sides' movements until an instant, without what agrees, was settled with these amounts, or is on its way to us; one statement. With movements it compares those and
 * stores nothing; without it compares what was read so far. Top-ups and what leaves for our own bank have no object in common: amounts stand in for it.
 */
export async function findMismatches(db: Db, until: Date, movements?: Movement[]): Promise<Mismatch[]> {
  const { rows } = await db.raw(compare(movements ? GIVEN : STORED), {
    until,
    ...(movements && { movements: JSON.stringify(movements) }),
  });
  return rows;
}

const STORED = `select id, stripe_id, kind, currency, amount_cents, fee_cents, reference, about, occurred_at from balance_transactions`;
const GIVEN = `select cast(null as uuid) as id, m.id as stripe_id, m.kind, m.currency, m."amountCents" as amount_cents, m."feeCents" as fee_cents, m.reference, m.about,
  m."occurredAt" as occurred_at from jsonb_to_recordset(cast(:movements as jsonb)) as m (id text, kind text, currency text, "amountCents" bigint, "feeCents" bigint,
  reference text, about jsonb, "occurredAt" timestamptz)`;

const pair = (tie: string) =>
  `currency || ' ' || amount_cents || ' #' || row_number() over (partition by movement, currency, amount_cents, reference is null order by occurred_at, ${tie})`;
const named = (tie: string) =>
  `coalesce(reference, case when movement in ('top_up', 'bank_payout') then ${pair(tie)} else cast(${tie} as text) end) as named`;
const newest = (column: string, tie: string) => `(array_agg(${column} order by occurred_at desc, ${tie}))[1]`;
const uuidOf = (key: string) =>
  `case when about->>'${key}' ~ '^[0-9a-f-]{36}$' then cast(about->>'${key}' as uuid) end`;

const compare = (theirs: string) => `
  with read as materialized (${theirs}), said as (
    select id, stripe_id, case kind when 'refund_failure' then 'refund' else kind end as movement, reference, currency, amount_cents, about, occurred_at from read
    union all select id, stripe_id, 'fee', reference, currency, -fee_cents, about, occurred_at from read where fee_cents <> 0
  ), theirs as (
    select movement, named, currency, sum(amount_cents) as cents, count(*) as times, min(occurred_at) as occurred_at, ${newest('id', 'stripe_id')} as id,
      ${newest('coalesce(reference, stripe_id)', 'stripe_id')} as object, ${newest('about', 'stripe_id')} as about
    from (select *, ${named('stripe_id')} from said) s group by movement, named, currency
  ), booked as (
    select kind as movement, reference, currency, amount_cents, occurred_at, memo, transaction_id, order_id, refund_id, payout_id
    from clearing_movements where occurred_at <= :until
  ), ours as (
    select movement, named, currency, sum(amount_cents) as cents, min(occurred_at) as occurred_at, ${newest('memo', 'transaction_id')} as memo,
      ${newest('reference', 'transaction_id')} as object, ${newest('order_id', 'transaction_id')} as order_id,
      ${newest('refund_id', 'transaction_id')} as refund_id, ${newest('payout_id', 'transaction_id')} as payout_id
    from (select *, ${named('transaction_id')} from booked) b group by movement, named, currency
  ), joined as (
    select movement, named, currency, o.cents as ledger_cents, t.cents as processor_cents, coalesce(t.times, 0) as times, coalesce(t.occurred_at, o.occurred_at) as occurred_at,
      o.memo, t.id, coalesce(t.object, o.object) as object, coalesce(t.about, '{}') as about, o.order_id, o.refund_id, o.payout_id
    from ours o full join theirs t using (movement, named, currency)
  ), unequal as materialized (
    select j.* from joined j left join payouts y on j.movement = 'transfer' and y.stripe_transfer_id = j.named
    where (coalesce(j.ledger_cents, 0) <> coalesce(j.processor_cents, 0) or j.about->>'accountId' <> y.stripe_account_id)
      and not exists (select from reconciliation_differences d where d.movement = j.movement and d.reference = j.named and d.status = 'resolved'
        and (d.currency, d.ledger_cents) is not distinct from (j.currency, j.ledger_cents)
        and (d.currency <> d.processor_currency or d.processor_cents is not distinct from j.processor_cents)
        or d.movement = j.movement and d.reference = j.named and d.status = 'resolved' and d.currency <> d.processor_currency
        and (d.processor_currency, d.processor_cents) is not distinct from (j.currency, j.processor_cents))
      and not (j.ledger_cents is null and j.occurred_at > cast(:until as timestamptz) - interval '${ON_ITS_WAY_MINUTES} minutes' and jsonb_exists_any(j.about, array['orderId', 'refundId', 'payoutId']))
  ), linked as (
    select u.*, coalesce(${uuidOf('orderId')}, u.order_id) as about_order, coalesce(${uuidOf('refundId')}, u.refund_id) as about_refund,
      coalesce(${uuidOf('payoutId')}, u.payout_id) as about_payout from unequal u
  )
  select l.movement, l.named as reference, l.currency, cast(l.ledger_cents as bigint) as "ledgerCents", cast(l.processor_cents as bigint) as "processorCents",
    cast(l.times as int) as times, l.occurred_at as "occurredAt", l.memo, l.id as "balanceTransactionId", l.object as "stripeObject",
    coalesce(orders.id, p.order_id, r.order_id, dp.order_id) as "orderId", coalesce(r.id, ro.id) as "refundId", coalesce(y.id, yo.id) as "payoutId",
    coalesce(orders.number, known_order.number) as "orderNumber", coalesce(y.number, yo.number) as "payoutNumber",
    coalesce(p.id, r.id, y.id, d.id) is not null as "isKnown",
    case l.movement when 'charge' then po.stripe_charge_id when 'refund' then ro.stripe_refund_id when 'transfer' then yo.stripe_transfer_id end as "otherObject",
    coalesce(p.status, r.status, y.status, d.status, case l.movement when 'refund' then ro.status when 'transfer' then yo.status else orders.status end) as "ourStatus",
    l.about->>'accountId' as "paidTo", y.stripe_account_id as "owedTo"
  from linked l
  left join payments p on l.movement in ('charge', 'fee') and p.stripe_charge_id = l.named
  left join payments po on l.movement = 'charge' and p.id is null and po.order_id = l.about_order and po.status = 'succeeded' and po.invoice_id is null
  left join refunds r on l.movement = 'refund' and r.stripe_refund_id = l.named
  left join refunds ro on l.movement = 'refund' and r.id is null and ro.id = l.about_refund
  left join payouts y on l.movement in ('transfer', 'transfer_reversal') and y.stripe_transfer_id = l.named
  left join payouts yo on l.movement in ('transfer', 'transfer_reversal') and y.id is null and yo.id = l.about_payout
  left join disputes d on l.movement in ('dispute', 'fee') and d.stripe_dispute_id = l.named
  left join payments dp on dp.id = d.payment_id
  left join orders on orders.id = l.about_order
  left join orders known_order on known_order.id = coalesce(p.order_id, r.order_id, dp.order_id)
  order by l.occurred_at, l.movement, l.named, l.currency`;
