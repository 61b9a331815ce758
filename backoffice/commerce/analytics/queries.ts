import type { Db } from '#db/connection.ts';

export interface AnalyticsEvent {
  kind: 'view' | 'search' | 'click' | 'add' | 'buy';
  channel: 'b2c' | 'b2b';
  visitorId: string;
  userId: string | null;
  productSlug?: string | null;
  query?: string | null;
  resultCount?: number | null;
}

/** Products are named by slug here: a browser knows no ids. Events of unknown products are kept without one. */
export async function recordEvents(db: Db, events: AnalyticsEvent[], now: Date): Promise<void> {
  await db.raw(
    `insert into analytics_events (occurred_at, kind, channel, visitor_id, user_id, product_id, wholesaler_id, query, result_count)
     select cast(:now as timestamptz), e.kind, e.channel, e."visitorId", e."userId", p.id, p.wholesaler_id, e.query, e."resultCount"
     from jsonb_to_recordset(cast(:events as jsonb)) as e (kind text, channel text, "visitorId" text, "userId" uuid, "productSlug" text, query text, "resultCount" int)
     left join products p on p.slug = e."productSlug"`,
    { events: JSON.stringify(events), now },
  );
}

/** A day's events and placed orders by product and channel; running it again replaces the day. */
export async function rollUp(db: Db, day: string): Promise<void> {
  await db.raw(
    `with bounds as (select cast(:day as date)::timestamp at time zone 'UTC' as first, (cast(:day as date) + 1)::timestamp at time zone 'UTC' as last),
     seen as (
       select product_id, wholesaler_id, channel, count(*) filter (where kind = 'view')::int as views, count(*) filter (where kind = 'add')::int as adds
       from analytics_events, bounds where occurred_at >= first and occurred_at < last and product_id is not null and wholesaler_id is not null
       group by product_id, wholesaler_id, channel
     ), bought as (
       select l.product_id, l.wholesaler_id, o.channel, count(distinct o.id)::int as orders, sum(l.quantity)::int as units,
         sum(l.goods_cents - l.discount_cents)::bigint as goods_cents
       from orders o join order_lines l on l.order_id = o.id, bounds
       where o.placed_at >= first and o.placed_at < last and o.status in ('placed', 'completed') group by 1, 2, 3
     )
     insert into daily_rollups (day, product_id, wholesaler_id, channel, views, adds, orders, units, goods_cents)
     select cast(:day as date), product_id, wholesaler_id, channel, coalesce(views, 0), coalesce(adds, 0), coalesce(orders, 0), coalesce(units, 0), coalesce(goods_cents, 0)
     from seen full join bought using (product_id, wholesaler_id, channel)
     on conflict (day, product_id, channel) do update set views = excluded.views, adds = excluded.adds, orders = excluded.orders,
       units = excluded.units, goods_cents = excluded.goods_cents`,
    { day },
  );
}

/** This month's partition and the next. */
export async function ensurePartitions(db: Db, now: Date): Promise<void> {
  await db.raw(
    `select ensure_event_partition(cast(:now as date)), ensure_event_partition(cast(cast(:now as date) + interval '1 month' as date))`,
    {
      now: now.toISOString().slice(0, 10),
    },
  );
}
