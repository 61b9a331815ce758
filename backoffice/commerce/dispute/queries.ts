import type { Db } from '#db/connection.ts';
import type { DisputablePart, DisputeShare } from './rules.ts';

/** The parts of an order with what is left of them, locked as a refund locks them. */
export async function lockDisputableParts(trx: Db, orderId: string): Promise<DisputablePart[]> {
  await trx('wholesaler_orders').where({ order_id: orderId }).orderBy('id').forUpdate().select('id');
  const { rows } = await trx.raw(
    `select p.id, p.number, p.wholesaler_id as "wholesalerId", w.name as "wholesalerName",
       (select t.occurred_at from ledger_transactions t where t.cause = 'wholesaler_order:' || p.id || ':delivered') as "payableSince",
       p.total_cents - given.amount as "leftCents", p.tax_cents - given.tax as "taxCents",
       (select coalesce(sum(c.commission_cents), 0)::bigint from commissions c where c.wholesaler_order_id = p.id) - given.commission as "commissionCents",
       (select coalesce(sum(l.subsidy_cents), 0)::bigint from order_lines l where l.wholesaler_order_id = p.id) + p.shipping_subsidy_cents - given.subsidy as "subsidyCents"
     from wholesaler_orders p join wholesalers w on w.id = p.wholesaler_id
     cross join lateral (
       select coalesce(sum(amount_cents), 0)::bigint as amount, coalesce(sum(tax_cents), 0)::bigint as tax,
         coalesce(sum(commission_cents), 0)::bigint as commission, coalesce(sum(subsidy_cents), 0)::bigint as subsidy
       from (select amount_cents, tax_cents, commission_cents, subsidy_cents from refunds where wholesaler_order_id = p.id
         union all select amount_cents, tax_cents, commission_cents, subsidy_cents from dispute_shares where wholesaler_order_id = p.id) g
     ) given
     where p.order_id = ? order by p.id`,
    [orderId],
  );
  return rows;
}

export interface DisputeNews {
  id: string;
  chargeId: string;
  status: string;
  reason: string;
  currency: string;
  amountCents: number;
  openedAt: Date;
  evidenceDueAt: Date | null;
}

/**
 * What the processor said at a time: older news changes nothing, and nothing follows the end. False: the payment is none of ours.
 */
export async function keepDispute(trx: Db, { id, ...news }: DisputeNews, at: Date): Promise<boolean> {
  const payment = await trx('payments').where({ stripe_charge_id: news.chargeId }).first('id');
  if (!payment) return false;
  await trx.raw(
    `insert into disputes as d (payment_id, stripe_dispute_id, status, currency, amount_cents, reason, opened_at, evidence_due_at, stripe_updated_at)
     values (:paymentId, :stripeDisputeId, :status, :currency, :amountCents, :reason, :openedAt, :evidenceDueAt, :at)
     on conflict (stripe_dispute_id) do update set status = excluded.status, amount_cents = excluded.amount_cents, evidence_due_at = excluded.evidence_due_at,
       stripe_updated_at = excluded.stripe_updated_at, updated_at = now()
     where d.stripe_updated_at <= excluded.stripe_updated_at and d.status not in ('won', 'lost', 'warning_closed', 'prevented', 'charge_refunded')`,
    { ...news, stripeDisputeId: id, paymentId: payment.id, at },
  );
  return true;
}

export interface LockedDispute {
  id: string;
  stripeDisputeId: string;
  status: string;
  stage: 'to_answer' | 'under_review' | 'closed';
  currency: string;
  amountCents: number;
  evidenceDueAt: Date | null;
  platformShareBp: number;
  orderId: string;
  /** Its loss is booked. */
  isShared: boolean;
}

/** Locks the dispute. Null: it is not known. */
export async function lockDispute(
  trx: Db,
  by: { id: string } | { stripe_dispute_id: string },
): Promise<LockedDispute | null> {
  const [[column, value]] = Object.entries(by) as [[string, string]];
  const { rows } = await trx.raw(
    `select d.id, d.stripe_dispute_id as "stripeDisputeId", d.status, d.stage, d.currency, d.amount_cents as "amountCents",
       d.evidence_due_at as "evidenceDueAt", d.platform_share_bp as "platformShareBp", p.order_id as "orderId",
       exists (select from dispute_shares s where s.dispute_id = d.id) as "isShared"
     from disputes d join payments p on p.id = d.payment_id where d.?? = ? for update of d`,
    [column, value],
  );
  return rows[0] ?? null;
}

/** False: the loss is booked already. */
export async function setDisputeBearer(trx: Db, disputeId: string, platformShareBp: number): Promise<boolean> {
  const count = await trx('disputes')
    .where({ id: disputeId })
    .whereNotExists(trx('dispute_shares').whereRaw('dispute_id = disputes.id'))
    .update({ platform_share_bp: platformShareBp, updated_at: trx.fn.now() });
  return count === 1;
}

/** A wholesaler's own, or with null anybody's. */
export async function findDisputePart(
  db: Db,
  { id, wholesalerId }: { id: string; wholesalerId: string | null },
): Promise<{ disputeId: string } | null> {
  const own = { id, ...(wholesalerId ? { wholesaler_id: wholesalerId } : {}) };
  return (await db('dispute_parts').where(own).first({ disputeId: 'dispute_id' })) ?? null;
}

export async function insertDisputeShares(
  trx: Db,
  disputeId: string,
  shares: (DisputeShare & { platformCents: number })[],
): Promise<void> {
  if (shares.length === 0) return;
  await trx('dispute_shares').insert(
    shares.map(share => ({
      dispute_id: disputeId,
      wholesaler_order_id: share.part.id,
      amount_cents: share.amountCents,
      tax_cents: share.taxCents,
      commission_cents: share.commissionCents,
      subsidy_cents: share.subsidyCents,
      platform_cents: share.platformCents,
    })),
  );
}
