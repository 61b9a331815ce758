import type { Db } from '../../connection.ts';
import { between, type Chance, chanceFrom, pick, stableId } from '../chance.ts';
import { daysBefore, wholesalerId } from '../demo-accounts.ts';
import type { DemoProduct } from '../demo-catalogue/assortment.ts';
import { CUSTOMERS } from '../demo-people.ts';
import { insertRows } from '../insert-rows.ts';
import { dayOf, hoursAfter, isPaid, type PlannedOrder } from './shapes.ts';

const BROWSING_VIEWS = 4500;
const SEARCHES: [query: string, results: number][] = [
  ['espresso', 5],
  ['mug', 6],
  ['candle', 14],
  ['linen', 22],
  ['gift', 18],
  ['tea', 21],
  ['notebook', 7],
  ['dog lead', 2],
  ['soap', 14],
  ['terracotta', 9],
  ['chocolate', 15],
  ['wooden toy', 11],
  ['knife', 5],
  ['vase', 7],
  ['lavender', 5],
  ['gardening gloves', 1],
  ['teapot', 3],
  ['advent', 2],
  ['umbrella', 0],
  ['yoga mat', 0],
];

/** What people looked at, looked for, put into carts and bought; it feeds recommendations and dashboards. */
export async function insertEvents(db: Db, orders: PlannedOrder[], products: DemoProduct[], now: Date): Promise<void> {
  for (let back = 70; back >= -30; back -= 20)
    await db.raw('select ensure_event_partition(?::date)', [dayOf(daysBefore(now, back))]);
  const chance = chanceFrom('browsing');
  const events = [
    ...orders.filter(isPaid).flatMap(order => purchaseEvents(order, chance)),
    ...browsing(products, chance, now),
  ];
  const rows = events.map((event, index) => ({ id: stableId(`event ${index}`), ...event }));
  for (let start = 0; start < rows.length; start += 2000)
    await insertRows(db, 'analytics_events', rows.slice(start, start + 2000));
  await db.raw(ROLL_UP);
}

interface Event {
  occurred_at: Date;
  kind: string;
  channel: string;
  visitor_id: string;
  user_id: string | null;
  product_id: string | null;
  wholesaler_id: string | null;
  query: string | null;
  result_count: number | null;
  quantity: number | null;
  amount_cents: number | null;
}

const event = (
  kind: string,
  at: Date,
  who: { channel: string; visitor: string; userId: string | null },
  rest: Partial<Event> = {},
): Event => ({
  occurred_at: at,
  kind,
  channel: who.channel,
  visitor_id: who.visitor,
  user_id: who.userId,
  product_id: null,
  wholesaler_id: null,
  query: null,
  result_count: null,
  quantity: null,
  amount_cents: null,
  ...rest,
});

const about = (product: DemoProduct) => ({
  product_id: product.id,
  wholesaler_id: wholesalerId(product.wholesaler.slug),
});

function purchaseEvents({ id, buyer, placedAt, parts }: PlannedOrder, chance: Chance): Event[] {
  const who = { channel: buyer.channel, visitor: buyer.userId ?? `order:${id}`, userId: buyer.userId };
  return parts.flatMap(part =>
    part.lines.flatMap(line => {
      const seenAt = hoursAfter(placedAt, -0.2 - chance() * 3);
      return [
        event('view', seenAt, who, about(line.product)),
        event('add', hoursAfter(seenAt, 0.05), who, { ...about(line.product), quantity: line.quantity }),
        event('buy', placedAt, who, { ...about(line.product), quantity: line.quantity, amount_cents: line.goodsCents }),
      ];
    }),
  );
}

/** Visitors keep to one or two shelves, which is what similarity is learned from. */
function browsing(products: DemoProduct[], chance: Chance, now: Date): Event[] {
  const shelves = [...Map.groupBy(products, product => product.line.category).values()];
  const events: Event[] = [];
  while (events.length < BROWSING_VIEWS) {
    const customer = chance() < 0.1 ? pick(chance, CUSTOMERS) : null;
    const visitor = customer?.id ?? `demo-visitor-${between(chance, 1, 900)}`;
    const who = { channel: chance() < 0.9 ? 'b2c' : 'b2b', visitor, userId: customer?.id ?? null };
    let at = daysBefore(now, 0.1 + 59 * (1 - chance() ** 0.7));
    if (chance() < 0.3) {
      const [query, result_count] = pick(chance, SEARCHES);
      events.push(event('search', at, who, { query, result_count }));
    }
    const shelf = pick(chance, shelves);
    for (let look = between(chance, 1, 6); look > 0; look -= 1) {
      const product = popular(chance, shelf);
      at = hoursAfter(at, 0.01 + chance() * 0.05);
      events.push(event('view', at, who, about(product)));
      if (chance() < 0.08) events.push(event('add', hoursAfter(at, 0.01), who, { ...about(product), quantity: 1 }));
    }
  }
  return events.filter(one => one.occurred_at < now);
}

function popular(chance: Chance, shelf: DemoProduct[]): DemoProduct {
  const [one, other] = [pick(chance, shelf), pick(chance, shelf)];
  return one.popularity > other.popularity ? one : other;
}

/** As the nightly job does it for a day, here for all of them. */
const ROLL_UP = `
  with seen as (
    select (occurred_at at time zone 'UTC')::date as day, product_id, wholesaler_id, channel,
      count(*) filter (where kind = 'view')::int as views, count(*) filter (where kind = 'add')::int as adds
    from analytics_events where product_id is not null and wholesaler_id is not null group by 1, 2, 3, 4
  ), bought as (
    select (o.placed_at at time zone 'UTC')::date as day, l.product_id, l.wholesaler_id, o.channel, count(distinct o.id)::int as orders,
      sum(l.quantity)::int as units, sum(l.goods_cents - l.discount_cents)::bigint as goods_cents
    from orders o join order_lines l on l.order_id = o.id where o.status in ('placed', 'completed') group by 1, 2, 3, 4
  )
  insert into daily_rollups (day, product_id, wholesaler_id, channel, views, adds, orders, units, goods_cents)
  select day, product_id, wholesaler_id, channel, coalesce(views, 0), coalesce(adds, 0), coalesce(orders, 0), coalesce(units, 0), coalesce(goods_cents, 0)
  from seen full join bought using (day, product_id, wholesaler_id, channel)`;
