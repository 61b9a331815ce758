import type { Db } from '#db/connection.ts';

/**
 * delivered → closed for parts whose return window has passed and of which no return is open; placed → completed for orders
 * whose parts have all ended.
 */
export async function closeDelivered(
  trx: Db,
  deliveredBefore: Date,
  at: Date,
): Promise<{ parts: number; orders: number }> {
  const closed = await trx.raw(
    `update wholesaler_orders p set status = 'closed', updated_at = :at
     where p.status in ('delivered', 'returned') and p.delivered_at < :deliveredBefore
       and not exists (select from return_requests r where r.wholesaler_order_id = p.id and r.status in ('requested', 'approved', 'received'))
     returning 1`,
    { at, deliveredBefore },
  );
  const completed = await trx.raw(
    `update orders o set status = 'completed', ended_at = :at, updated_at = :at
     where o.status = 'placed' and exists (select from wholesaler_orders p where p.order_id = o.id and p.status = 'closed')
       and not exists (select from wholesaler_orders p where p.order_id = o.id and p.status not in ('closed', 'cancelled'))
     returning 1`,
    { at },
  );
  return { parts: closed.rows.length, orders: completed.rows.length };
}

/** What of a part's earnings is still pending, in cents to the wholesaler. */
export async function pendingEarnings(
  trx: Db,
  partId: string,
): Promise<{ currency: string; amountCents: number } | null> {
  const { rows } = await trx.raw(
    `select e.currency, -sum(e.amount_cents)::bigint as "amountCents"
     from ledger_entries e join ledger_accounts a on a.id = e.account_id
     where e.wholesaler_order_id = ? and a.kind = 'wholesaler_pending'
     group by e.currency having sum(e.amount_cents) <> 0`,
    [partId],
  );
  return rows[0] ?? null;
}
