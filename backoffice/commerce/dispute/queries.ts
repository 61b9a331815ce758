import type { Db } from '#db/connection.ts';
import type { DisputablePart, DisputeShare } from './rules.ts';

/** The parts of an order with what is left of them, locked as a refund locks them. */
export async function lockDisputableParts(trx: Db, orderId: string): Promise<DisputablePart[]> {
  await trx('wholesaler_orders').where({ order_id: orderId }).orderBy('id').forUpdate().select('id');
  const { rows } = await trx.raw(
    `select p.id, p.number, p.wholesaler_id as "wholesalerId",
       (select t.occurred_at from ledger_transactions t where t.cause = 'wholesaler_order:' || p.id || ':delivered') as "payableSince",
       p.total_cents - given.amount as "leftCents", p.tax_cents - given.tax as "taxCents",
       (select coalesce(sum(c.commission_cents), 0)::bigint from commissions c where c.wholesaler_order_id = p.id) - given.commission as "commissionCents",
       (select coalesce(sum(l.subsidy_cents), 0)::bigint from order_lines l where l.wholesaler_order_id = p.id) + p.shipping_subsidy_cents - given.subsidy as "subsidyCents"
     from wholesaler_orders p
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

/** Locks the dispute. Null: it is not known. */
export async function lockDispute(
  trx: Db,
  stripeDisputeId: string,
): Promise<{ id: string; currency: string; amountCents: number; orderId: string; isShared: boolean } | null> {
  const { rows } = await trx.raw(
    `select d.id, d.currency, d.amount_cents as "amountCents", p.order_id as "orderId",
       exists (select from dispute_shares s where s.dispute_id = d.id) as "isShared"
     from disputes d join payments p on p.id = d.payment_id where d.stripe_dispute_id = ? for update of d`,
    [stripeDisputeId],
  );
  return rows[0] ?? null;
}

export async function insertDisputeShares(trx: Db, disputeId: string, shares: DisputeShare[]): Promise<void> {
  if (shares.length === 0) return;
  await trx('dispute_shares').insert(
    shares.map(share => ({
      dispute_id: disputeId,
      wholesaler_order_id: share.part.id,
      amount_cents: share.amountCents,
      tax_cents: share.taxCents,
      commission_cents: share.commissionCents,
      subsidy_cents: share.subsidyCents,
    })),
  );
}
