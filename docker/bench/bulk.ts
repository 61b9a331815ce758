import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import { pino } from 'pino';
import { createQueue, startQueue } from '../../backoffice/providers/queue/pg-boss-queue.ts';
import { stopQueue } from '../../backoffice/providers/queue/work-queue.ts';
import type { Services } from '../../backoffice/services.ts';
import { placeOrder } from '../../backoffice/workflows/place-order.ts';
import { readPricedCart } from '../../backoffice/workflows/priced-cart.ts';
import { quoteOrder } from '../../backoffice/workflows/quote-order.ts';
import { connect } from '../../db/connection.ts';
import { WORLD, WORLD_PASSWORD } from '../../db/seeds/world.ts';
import { ADDRESS, type Stage } from './cases.ts';
import { createBrowser } from './http.ts';
import { summarize } from './measure.ts';

const LINES = 100;
const ROUNDS = 60;
const WARM_UP = 8;
/** Milliseconds at the median. */
const SHALL: Record<string, number | null> = { view: null, quote: 60, order: 120 };

export interface BulkRow {
  name: string;
  p50: number;
  p95: number;
  /** The same statements, timed at the database's door and nothing else. */
  floorP50: number;
  statements: number;
  shall: number | null;
}

type Db = ReturnType<typeof connect>;
const OWNER = { userId: WORLD.users.olga, guestTokenHash: null, channel: 'b2b' as const, storeId: WORLD.stores.corner };
const REQUEST = { channel: 'b2b', shippingAddress: ADDRESS, payment: 'terms' };

/** One store's cart of a hundred lines from twenty wholesalers with lists and promotions: one buyer, one request after the other. */
export async function measureBulk(databaseUrl: string, stage: Stage): Promise<BulkRow[]> {
  const db = connect(databaseUrl, { poolSize: 1 });
  const boss = await startQueue(db, { isSupervisor: false, log: pino({ level: 'silent' }) });
  try {
    await plantTerms(db);
    const browser = createBrowser(stage.serviceUrl);
    const signIn = { email: 'olga@corner.example', password: WORLD_PASSWORD };
    const headers = { origin: stage.publicUrl, 'x-forwarded-for': '10.10.0.1' };
    const signedIn = await browser.ask('/api/auth/sign-in/email', { method: 'POST', body: signIn, headers });
    if (signedIn.status !== 200) throw new Error(`sign-in: ${signedIn.status}`);
    const order = () => ({ method: 'POST', body: REQUEST, headers: { 'idempotency-key': randomUUID() } });
    const asked = {
      view: () => browser.json('/api/cart?channel=b2b', 200),
      quote: () => browser.json('/api/checkout/quote', 200, { method: 'POST', body: REQUEST }),
      order: () => browser.json('/api/checkout', 201, order()),
    };
    const settings = { currency: 'EUR', reservationMinutes: 30, publicUrl: stage.publicUrl };
    const services = {
      db,
      now: () => new Date(),
      queue: createQueue(boss),
      orderLimit: pLimit(1),
      settings,
    } as unknown as Services;
    const said = {
      ...{ owner: OWNER, email: signIn.email, shippingAddress: ADDRESS, billingAddress: null, shippingChoices: [] },
      ...{ payment: 'terms' as const, poNumber: null, wholesalers: null, note: null, requestKey: null },
    };
    const bare = {
      view: () => readPricedCart(services, OWNER),
      quote: () => quoteOrder(services, said),
      order: () => placeOrder(services, said),
    };
    const rows: BulkRow[] = [];
    for (const name of ['view', 'quote', 'order'] as const) {
      const times = await rounds(db, asked[name]);
      const floor = await atTheDoor(db, bare[name]);
      rows.push({ name, ...summarize(times, [], 0), ...floor, shall: SHALL[name] ?? null });
    }
    return rows;
  } finally {
    await stopQueue(boss);
    await db.destroy();
  }
}

async function rounds(db: Db, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    await fill(db);
    const begin = performance.now();
    await work();
    if (round >= WARM_UP) times.push(performance.now() - begin);
  }
  return times;
}

async function atTheDoor(db: Db, work: () => Promise<unknown>): Promise<{ floorP50: number; statements: number }> {
  const sums: number[] = [];
  const begun = new Map<string, number>();
  let sum = 0;
  let statements = 0;
  const begin = ({ __knexQueryUid }: { __knexQueryUid: string }) => void begun.set(__knexQueryUid, performance.now());
  const end = (_: unknown, { __knexQueryUid }: { __knexQueryUid: string }) => {
    sum += performance.now() - begun.get(__knexQueryUid)!;
    statements += 1;
  };
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    await fill(db);
    sum = 0;
    statements = 0;
    db.on('query', begin).on('query-response', end);
    await work();
    db.removeListener('query', begin);
    db.removeListener('query-response', end);
    if (round >= WARM_UP) sums.push(sum);
  }
  return { floorP50: summarize(sums, [], 0).p50, statements };
}

/** Two lists with tiers, a promotion of every wholesaler's and one of the platform's, and credit enough. */
export async function plantTerms(db: Db): Promise<void> {
  await db('stores').where({ id: WORLD.stores.corner }).update({ credit_limit_cents: 1_000_000_000_000 });
  await db.raw(
    `with lists as (insert into price_lists (name, wholesaler_id) select 'Wholesale', id from wholesalers where slug like 'bench-%' returning id, wholesaler_id)
     insert into price_tiers (price_list_id, variant_id, min_quantity, unit_price_cents)
     select l.id, v.id, step.n * 10, v.wholesale_price_cents - step.n * 10 from lists l join variants v on v.wholesaler_id = l.wholesaler_id, generate_series(1, 3) step (n)`,
  );
  await db.raw(
    `insert into promotions (title, kind, percent_bp, wholesaler_id, channel, wholesaler_share_bp, is_combinable)
     select 'Five percent of ' || name, 'percent', 500, id, 'b2b', 10000, true from wholesalers where slug like 'bench-%'
     union all select 'Two percent', 'percent', 200, null, 'b2b', 0, true`,
  );
  await db.raw('vacuum analyze price_tiers, price_lists, promotions');
}

export async function fill(db: Db): Promise<void> {
  await db.raw(
    `with cart as (insert into carts (channel, user_id, store_id) values ('b2b', :userId, :storeId)
       on conflict (user_id, channel) do update set updated_at = now() returning id
     ), chosen as (
       select v.id, v.wholesale_price_cents from (
         select v.*, row_number() over (partition by v.wholesaler_id order by v.id) as place from variants v
         where v.title = 'M' and v.sku like 'product-%') v
       where v.place <= ${LINES / 20}
     )
     insert into cart_lines (cart_id, variant_id, quantity, seen_unit_price_cents) select cart.id, chosen.id, 10, chosen.wholesale_price_cents from cart, chosen
     on conflict (cart_id, variant_id) do nothing`,
    { userId: OWNER.userId, storeId: OWNER.storeId },
  );
}
