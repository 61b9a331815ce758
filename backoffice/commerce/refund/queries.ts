import type { Db } from '#db/connection.ts';
import { lessLost } from './after-dispute.ts';
import type { PartRefundSums, RefundablePart } from './rules.ts';

export interface LockedPart extends RefundablePart {
  /** Since when its earnings are no longer pending. */
  payableSince: Date | null;
  storeId: string | null;
  /** Of an order on terms: the card payment of its invoice of which most is left. */
  paymentId: string | null;
  /** What of that payment has not gone back, with a refund or a lost dispute. */
  paymentLeftCents: number;
  number: string;
}

/**
 * The part with its lines and what of them was refunded (a refund that failed is still owed to the buyer, and counts), locked: two refunds
 * of one part happen one after the other. What lost disputes took back is off what is left.
 */
export async function lockRefundablePart(trx: Db, partId: string): Promise<LockedPart | null> {
  const locked = await trx('wholesaler_orders').where({ id: partId }).forUpdate().first('id');
  if (!locked) return null;
  const { rows } = await trx.raw(
    `select p.id, p.number, p.order_id as "orderId", p.wholesaler_id as "wholesalerId", p.currency, p.status,
       (select t.occurred_at from ledger_transactions t where t.cause = 'wholesaler_order:' || p.id || ':delivered') as "payableSince",
       o.prices_include_tax as "pricesIncludeTax", p.shipping_cents as "shippingCents", p.shipping_tax_cents as "shippingTaxCents",
       p.shipping_subsidy_cents as "shippingSubsidyCents",
       (select coalesce(sum(r.subsidy_cents - (select coalesce(sum(rl.subsidy_cents), 0) from refund_lines rl where rl.refund_id = r.id)), 0)::bigint
         from refunds r where r.wholesaler_order_id = p.id) as "refundedShippingSubsidyCents",
       (select coalesce(sum(r.tax_cents - (select coalesce(sum(rl.tax_cents), 0) from refund_lines rl where rl.refund_id = r.id)), 0)::bigint
         from refunds r where r.wholesaler_order_id = p.id) as "refundedShippingTaxCents",
       (select json_build_object('amountCents', coalesce(sum(s.amount_cents), 0), 'taxCents', coalesce(sum(s.tax_cents), 0),
           'commissionCents', coalesce(sum(s.commission_cents), 0), 'subsidyCents', coalesce(sum(s.subsidy_cents), 0))
         from dispute_shares s where s.wholesaler_order_id = p.id) as lost,
       case when o.payment_method = 'terms' then o.store_id end as "storeId",
       (select case when bool_or(d.status <> 'lost') then 'open' when count(*) > 0 then 'lost' end
         from disputes d join payments pay on pay.id = d.payment_id
         where pay.order_id = o.id and d.status in ('needs_response', 'under_review', 'lost')) as disputed,
       pay.id as "paymentId", coalesce(pay.left_cents, 0)::bigint as "paymentLeftCents",
       (select coalesce(sum(r.shipping_cents), 0)::bigint from refunds r where r.wholesaler_order_id = p.id) as "refundedShippingCents",
       (select json_agg(json_build_object('id', l.id, 'sku', l.sku, 'quantity', l.quantity, 'goodsCents', l.goods_cents - l.discount_cents, 'taxCents', l.tax_cents,
           'commissionCents', coalesce(c.commission_cents, 0), 'subsidyCents', l.subsidy_cents, 'refundedSubsidyCents', coalesce(d.subsidy, 0), 'refundedQuantity', coalesce(d.quantity, 0), 'refundedGoodsCents', coalesce(d.goods, 0),
           'refundedTaxCents', coalesce(d.tax, 0), 'refundedCommissionCents', coalesce(d.commission, 0)) order by l.position, l.id)
         from order_lines l left join commissions c on c.order_line_id = l.id
         left join lateral (
           select sum(rl.quantity) as quantity, sum(rl.goods_cents) as goods, sum(rl.tax_cents) as tax, sum(rl.commission_cents) as commission,
             sum(rl.subsidy_cents) as subsidy
           from refund_lines rl join refunds r on r.id = rl.refund_id where rl.order_line_id = l.id
         ) d on true
         where l.wholesaler_order_id = p.id) as lines
     from wholesaler_orders p join orders o on o.id = p.order_id
     left join lateral (
       select pay.id, pay.succeeded_at, left_cents from payments pay cross join lateral (select pay.captured_cents
           - coalesce((select sum(r.amount_cents) from refunds r where r.payment_id = pay.id), 0)
           - coalesce((select sum(d.amount_cents) from disputes d where d.payment_id = pay.id and d.status = 'lost'), 0) as left_cents) rest
       where pay.order_id = o.id and pay.status = 'succeeded'
       order by case when o.payment_method = 'terms' then left_cents end desc,
         pay.succeeded_at, pay.id limit 1
     ) pay on true
     where p.id = ?`,
    [partId],
  );
  return lessLost(rows[0]);
}

export interface NewRefund extends PartRefundSums {
  /** What the platform bears of what would be the wholesaler's: its share as asked, and in cents. */
  platformShareBp: number;
  platformCents: number;
  orderId: string;
  /** Null: the whole of an order that never became real. */
  wholesalerOrderId: string | null;
  paymentId: string | null;
  currency: string;
  reason: string;
  requestKey: string;
  requestedBy: string | null;
  /** On terms nothing is sent back: the invoice is lowered, and that is all. */
  isSettled: boolean;
}

/** Null when this request was written before. */
export async function insertRefund(trx: Db, refund: NewRefund): Promise<string | null> {
  const { rows } = await trx.raw(
    `insert into refunds (order_id, payment_id, wholesaler_order_id, status, currency, amount_cents, goods_cents, shipping_cents, tax_cents, commission_cents,
       subsidy_cents, platform_share_bp, platform_cents, reason, request_key, requested_by)
     values (:orderId, :paymentId, :wholesalerOrderId, :status, :currency, :amountCents, :goodsCents, :shippingCents, :taxCents, :commissionCents,
       :subsidyCents, :platformShareBp, :platformCents, :reason, :requestKey, :requestedBy)
     on conflict (request_key) do nothing returning id`,
    { ...refund, status: refund.isSettled ? 'succeeded' : 'pending' },
  );
  const id: string | undefined = rows[0]?.id;
  if (id && refund.lines.length > 0)
    await trx('refund_lines').insert(
      refund.lines.map(line => ({
        refund_id: id,
        order_line_id: line.orderLineId,
        quantity: line.quantity,
        goods_cents: line.goodsCents,
        tax_cents: line.taxCents,
        commission_cents: line.commissionCents,
        subsidy_cents: line.subsidyCents,
      })),
    );
  return id ?? null;
}

export interface RefundRow {
  id: string;
  order_id: string;
  payment_id: string | null;
  wholesaler_order_id: string | null;
  status: 'pending' | 'sent' | 'succeeded' | 'failed' | 'paid_by_bank';
  /** Raised each time it is tried again. */
  attempt: number;
  currency: string;
  amount_cents: number;
  platform_cents: number;
  reason: string;
  stripe_refund_id: string | null;
  failure_reason: string | null;
}

export async function findRefund(
  db: Db,
  by: { id: string } | { stripe_refund_id: string } | { request_key: string },
): Promise<RefundRow | null> {
  return (await db('refunds').where(by).first()) ?? null;
}

/** Forward only: news older than what is known changes nothing, nor does news of another attempt. Answers whether this call changed it. */
export async function settleRefund(
  trx: Db,
  { id, attempt }: Pick<RefundRow, 'id' | 'attempt'>,
  news: {
    status: 'sent' | 'succeeded' | 'failed';
    stripeRefundId: string | null;
    failureReason?: string | null;
    at: Date;
  },
): Promise<boolean> {
  const before = { sent: ['pending'], succeeded: ['pending', 'sent'], failed: ['pending', 'sent', 'succeeded'] }[
    news.status
  ];
  const [settled] = await trx('refunds')
    .where({ id, attempt })
    .whereIn('status', before)
    .update({
      status: news.status,
      failure_reason: news.failureReason ?? null,
      updated_at: news.at,
      ...(news.stripeRefundId ? { stripe_refund_id: news.stripeRefundId } : {}),
    })
    .returning('stripe_refund_id');
  if (settled && news.status === 'failed')
    await trx('refund_failures').insert({
      ...{ refund_id: id, attempt, failed_at: news.at, reason: news.failureReason ?? null },
      stripe_refund_id: news.stripeRefundId,
    });
  return settled !== undefined;
}

/**
 * Lowers an invoice by a refund on terms. One of which nothing is left is void, or paid when something had been paid. The answer says what
 * of it is the store's credit now, because it was paid before.
 */
export async function creditInvoice(
  trx: Db,
  { orderId, amountCents, at }: { orderId: string; amountCents: number; at: Date },
): Promise<{ creditCents: number; isPaidNow: boolean }> {
  const invoice = await trx('invoices').where({ order_id: orderId }).whereNot({ status: 'void' }).forUpdate().first();
  if (!invoice) return { creditCents: 0, isPaidNow: false };
  const { total_cents: total, credited_cents: credited, paid_cents: paid, status: before } = invoice;
  const above = (creditedCents: number) => Math.max(0, creditedCents + paid - total);
  const settled = paid > 0 ? 'paid' : 'void';
  const status = credited + paid + amountCents < total ? before : settled;
  const isPaidNow = before === 'open' && status === 'paid';
  await trx('invoices')
    .where({ id: invoice.id })
    .update({
      ...{ credited_cents: credited + amountCents, status, updated_at: at },
      ...(isPaidNow ? { paid_at: at } : {}),
    });
  return { creditCents: above(credited + amountCents) - above(credited), isPaidNow };
}

export interface RefundLetter {
  buyerName: string;
  email: string;
  data: {
    orderNumber: string;
    wholesalerName: string;
    reason: string;
    paymentMethod: 'card' | 'terms';
    currency: string;
    lines: { title: string; variantTitle: string; quantity: number; amountCents: number }[];
    shippingCents: number;
    totalCents: number;
  };
}

/** What the buyer is told about a refund; amounts as they were charged. */
export async function readRefundLetter(db: Db, refundId: string): Promise<RefundLetter | null> {
  const { rows } = await db.raw(
    `select o.shipping_address->>'name' as "buyerName", o.email,
       json_build_object('orderNumber', o.number, 'wholesalerName', w.name, 'reason', r.reason, 'paymentMethod', o.payment_method, 'currency', r.currency,
         'shippingCents', r.shipping_cents + case when o.prices_include_tax then 0
           else r.tax_cents - coalesce((select sum(tax_cents) from refund_lines where refund_id = r.id), 0) end,
         'totalCents', r.amount_cents,
         'lines', coalesce((select json_agg(json_build_object('title', l.title, 'variantTitle', l.variant_title, 'quantity', rl.quantity,
             'amountCents', rl.goods_cents + case when o.prices_include_tax then 0 else rl.tax_cents end) order by l.position)
           from refund_lines rl join order_lines l on l.id = rl.order_line_id where rl.refund_id = r.id), '[]')) as data
     from refunds r join orders o on o.id = r.order_id join wholesaler_orders p on p.id = r.wholesaler_order_id join wholesalers w on w.id = p.wholesaler_id
     where r.id = ?`,
    [refundId],
  );
  return rows[0] ?? null;
}
