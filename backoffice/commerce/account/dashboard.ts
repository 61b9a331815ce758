import type { Db } from '#db/connection.ts';

export interface BuyerDashboard {
  openOrders: number;
  onTheWay: number;
  spentCents: number;
  orderCount: number;
  /** The last 90 days with an order. */
  spending: { day: string; cents: number; count: number }[];
  topProducts: { slug: string; title: string; imageId: string | null; units: number; cents: number }[];
  openInvoices: { number: string; orderNumber: string; dueOn: string; openCents: number }[];
}

/** Of a store when storeId is given, else of a person's own retail orders. One statement. */
export async function readBuyerDashboard(
  db: Db,
  buyer: { userId: string; storeId: string | null },
  now: Date,
): Promise<BuyerDashboard> {
  const { rows } = await db.raw(
    `with mine as (
       select * from orders where case when cast(:storeId as uuid) is null then user_id = :userId and channel = 'b2c' else store_id = cast(:storeId as uuid) end
         and status in ('placed', 'completed')
     ), recent as (select * from mine where placed_at > cast(:now as timestamptz) - interval '90 days')
     select
       (select count(*)::int from mine where status = 'placed') as "openOrders",
       (select count(*)::int from mine where exists (select from wholesaler_orders p where p.order_id = mine.id and p.status = 'shipped')) as "onTheWay",
       (select coalesce(sum(total_cents), 0)::bigint from recent) as "spentCents",
       (select count(*)::int from mine) as "orderCount",
       coalesce((select json_agg(json_build_object('day', day, 'cents', cents, 'count', count) order by day) from (
         select to_char(placed_at at time zone 'UTC', 'YYYY-MM-DD') as day, sum(total_cents) as cents, count(*) as count from recent group by 1) days), '[]') as spending,
       coalesce((select json_agg(top) from (
         select p.slug, p.title, (select i.id from product_images i where i.product_id = p.id and i.status = 'ready' order by i.position limit 1) as "imageId",
           sum(l.quantity) as units, sum(l.goods_cents) as cents
         from recent join order_lines l on l.order_id = recent.id join products p on p.id = l.product_id group by p.id order by cents desc limit 5) top), '[]') as "topProducts",
       coalesce((select json_agg(json_build_object('number', i.number, 'orderNumber', o.number, 'dueOn', i.due_on,
           'openCents', i.total_cents - i.credited_cents - i.paid_cents) order by i.due_on)
         from invoices i join orders o on o.id = i.order_id where i.store_id = cast(:storeId as uuid) and i.status = 'open'), '[]') as "openInvoices"`,
    { ...buyer, now },
  );
  return rows[0];
}
