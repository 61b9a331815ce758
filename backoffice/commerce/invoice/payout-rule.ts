import type { Db } from '#db/connection.ts';
import type { DeliveredPart } from '../fulfillment/index.ts';

/** When wholesalers get their share of an order on terms: after delivery and hold, or not before the store has paid as well. */
export type TermsPayout = 'on_delivery' | 'on_payment';

export async function readTermsPayout(db: Db): Promise<TermsPayout> {
  return (await db('marketplace_settings').first('terms_payout')).terms_payout;
}

/** The rule before the change. Orders delivered before it keep what was posted for them. */
export async function setTermsPayout(
  trx: Db,
  rule: TermsPayout,
  { userId, at }: { userId: string; at: Date },
): Promise<TermsPayout> {
  const before = await trx('marketplace_settings').forUpdate().first('terms_payout');
  await trx('marketplace_settings').update({ terms_payout: rule, updated_by: userId, updated_at: at });
  return before.terms_payout;
}

/** False: the order is on terms, its invoice is open, and the rule is to wait. */
export async function isPayoutDueOn(db: Db, orderId: string): Promise<boolean> {
  const { rows } = await db.raw(
    `select not exists (
       select from invoices i, marketplace_settings s where i.order_id = ? and i.status = 'open' and s.terms_payout = 'on_payment') as "isDue"`,
    [orderId],
  );
  return rows[0].isDue;
}

/** Delivered parts of an order whose earnings are pending still. */
export async function listUnreleasedParts(trx: Db, orderId: string): Promise<DeliveredPart[]> {
  const { rows } = await trx.raw(
    `select p.id, p.number, p.order_id, p.wholesaler_id, p.delivered_at, w.hold_days, w.reserve_bp, null as charge_available_on
     from wholesaler_orders p join wholesalers w on w.id = p.wholesaler_id
     where p.order_id = ? and p.delivered_at is not null
       and not exists (select from ledger_transactions t where t.cause = 'wholesaler_order:' || p.id || ':delivered')
     order by p.id`,
    [orderId],
  );
  return rows;
}
