import type { Db } from '#db/connection.ts';

export interface CancellablePart {
  id: string;
  orderId: string;
  orderNumber: string;
  status: string;
  hasParcel: boolean;
  /** The bank holds its payment. */
  isDisputed: boolean;
  /** Nothing of it is left to pay back. */
  isTakenBack: boolean;
  wholesalerName: string;
  buyerName: string;
  email: string;
  paymentMethod: 'card' | 'terms' | 'none';
  currency: string;
  productIds: string[];
  items: { title: string; variantTitle: string; sku: string; quantity: number }[];
}

/**
 * The parts of a paid order, locked in the order of their ids, and read afterwards: a statement that waits still sees what was there
 * before its wait, and the label bought meanwhile is what matters here.
 */
export async function listCancellableParts(
  trx: Db,
  which: { orderId: string; wholesalerId?: string | undefined },
): Promise<CancellablePart[]> {
  const { rows: locked } = await trx.raw(
    `select p.id from wholesaler_orders p
     where p.order_id = :orderId and (cast(:wholesalerId as uuid) is null or p.wholesaler_id = :wholesalerId)
       and p.status not in ('awaiting_payment', 'expired') order by p.id for update`,
    { orderId: which.orderId, wholesalerId: which.wholesalerId ?? null },
  );
  const { rows } = await trx.raw(
    `select p.id, p.order_id as "orderId", o.number as "orderNumber", p.status, w.name as "wholesalerName", o.shipping_address->>'name' as "buyerName", o.email,
       o.payment_method as "paymentMethod", p.currency,
       (select json_agg(json_build_object('title', l.title, 'variantTitle', l.variant_title, 'sku', l.sku, 'quantity', l.quantity) order by l.position)
         from order_lines l where l.wholesaler_order_id = p.id) as items,
       exists (select from shipments s where s.wholesaler_order_id = p.id and s.status <> 'voided')
         or exists (select from parcel_quotes q where q.wholesaler_order_id = p.id and q.status = 'buying') as "hasParcel",
       exists (select from disputes d join payments pay on pay.id = d.payment_id
         where pay.order_id = p.order_id and d.status in ('needs_response', 'under_review')) as "isDisputed",
       p.total_cents <= (select coalesce(sum(amount_cents), 0) from refunds where wholesaler_order_id = p.id)
         + (select coalesce(sum(amount_cents), 0) from dispute_shares where wholesaler_order_id = p.id) as "isTakenBack",
       array(select distinct l.product_id from order_lines l where l.wholesaler_order_id = p.id) as "productIds"
     from wholesaler_orders p join orders o on o.id = p.order_id join wholesalers w on w.id = p.wholesaler_id
     where p.id = any (?) order by p.id`,
    [locked.map((part: { id: string }) => part.id)],
  );
  return rows;
}

export async function cancelPart(trx: Db, partId: string, reason: string, at: Date): Promise<void> {
  await trx('wholesaler_orders')
    .where({ id: partId })
    .update({ status: 'cancelled', status_reason: reason, cancelled_at: at, updated_at: at });
}

/** An order all of whose parts are cancelled is cancelled itself; one whose other parts have ended is completed. */
export async function cancelOrderWithoutParts(trx: Db, orderId: string, reason: string, at: Date): Promise<void> {
  await trx.raw(
    `update orders o set updated_at = :at, ended_at = :at,
       status = case when exists (select from wholesaler_orders p where p.order_id = o.id and p.status = 'closed') then 'completed' else 'cancelled' end,
       status_reason = :reason
     where o.id = :orderId and o.status = 'placed'
       and not exists (select from wholesaler_orders p where p.order_id = o.id and p.status not in ('cancelled', 'closed'))`,
    { orderId, reason, at },
  );
}
