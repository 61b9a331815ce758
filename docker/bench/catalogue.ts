import type { Knex } from 'knex';
import { readSearchDocuments } from '../../backoffice/commerce/product/index.ts';
import { postgresSearch } from '../../backoffice/providers/search/postgres-search.ts';
import { plantWorld, WORLD } from '../../db/seeds/world.ts';

export const PRODUCTS = 10_000;
export const WHOLESALERS = 20;
const ORDERS = 2_000;

/** Words of the titles, so that a search finds a few hundred of ten thousand. */
export const WORDS = ['oak', 'linen', 'cobalt', 'marble', 'copper', 'velvet', 'amber', 'willow', 'ivory', 'slate'];
const THINGS = ['bowl', 'lamp', 'basket', 'vase', 'tray', 'candle', 'mug', 'board', 'jar', 'throw'];
export const CATEGORIES = Array.from({ length: 20 }, (_, index) => `bench-${index}`);

/** The test world's people, and set-based beside them ten thousand products of twenty wholesalers, indexed, in stock, and past orders. */
export async function plantCatalogue(db: Knex): Promise<void> {
  await plantWorld(db);
  await db.raw(
    `insert into wholesalers (slug, name, country, contact_email, status, shipping_mode, flat_rate_cents, tax_id)
     select 'bench-' || n, 'Bench ' || n, 'DE', 'bench-' || n || '@bench.example', 'approved', 'flat', 490, 'DE9' || (10000000 + n)
     from generate_series(1, :wholesalers::int) n`,
    { wholesalers: WHOLESALERS },
  );
  await db.raw(
    `insert into categories (slug, name, position) select slug, initcap(slug), 10 from unnest(:slugs::text[]) slug`,
    {
      slugs: CATEGORIES,
    },
  );
  await db.raw(
    `insert into products (wholesaler_id, handle, slug, title, description_html, category_id, tags, attributes, option_names, status, published_at)
     select w.id, 'product-' || n, 'product-' || n,
       initcap((:words::text[])[1 + n % 10] || ' ' || (:things::text[])[1 + n / 10 % 10]) || ' ' || n,
       '<p>' || repeat('Made by hand in a small workshop, from what grows nearby. ', 8) || '</p>',
       c.id, array['handmade', 'number ' || n % 50], jsonb_build_object('Colour', jsonb_build_array((:words::text[])[1 + n / 7 % 10]), 'Made in', jsonb_build_array('Germany')),
       '{Size}', 'published', now() - n * interval '1 minute'
     from generate_series(1, :products::int) n
     join wholesalers w on w.slug = 'bench-' || (1 + n % :wholesalers::int) join categories c on c.slug = 'bench-' || (n / 20 % 20)`,
    { words: WORDS, things: THINGS, products: PRODUCTS, wholesalers: WHOLESALERS },
  );
  await db.raw(
    `insert into variants (product_id, wholesaler_id, sku, title, options, retail_price_cents, wholesale_price_cents, weight_grams, position)
     select p.id, p.wholesaler_id, p.slug || '-' || size, size, jsonb_build_object('Size', size), 990 + place * 500 + length(p.title) * 20, 490 + place * 250, 300, place
     from products p, unnest(array['S', 'M', 'L']) with ordinality sizes (size, place) where p.slug like 'product-%'`,
  );
  await db.raw(`insert into stock (variant_id, on_hand) select id, 100000 from variants where sku like 'product-%'`);
  await db.raw(
    `insert into stock_movements (variant_id, quantity, reason) select id, 100000, 'opening' from variants where sku like 'product-%'`,
  );
  await db.raw(
    `insert into product_images (product_id, alt, status) select id, title, 'ready' from products where slug like 'product-%'`,
  );
  await plantOrders(db);
  await index(db);
  await db.raw('vacuum analyze'); // as autovacuum leaves it after a while: the indexes' pending lists are merged
}

/** Paid orders of the pottery, for its panel. */
async function plantOrders(db: Knex): Promise<void> {
  const money = `'EUR', 2400, 0, 590, 477, 2990`;
  const columns = 'currency, goods_cents, discount_cents, shipping_cents, tax_cents, total_cents';
  await db.raw(
    `insert into orders (number, channel, email, status, payment_method, prices_include_tax, shipping_address, billing_address, placed_at, created_at, ${columns})
     select 'B-' || n, 'b2c', 'buyer@bench.example', 'placed', 'card', true, '{}', '{}', now(), now() - n * interval '1 minute', ${money}
     from generate_series(1, :orders::int) n`,
    { orders: ORDERS },
  );
  await db.raw(
    `insert into wholesaler_orders (order_id, wholesaler_id, number, status, shipping_service, placed_at, created_at, ${columns})
     select id, :pottery::uuid, number || '-1', 'placed', 'standard', placed_at, created_at, ${money} from orders where number like 'B-%'`,
    { pottery: WORLD.wholesalers.pottery },
  );
}

async function index(db: Knex): Promise<void> {
  const engine = postgresSearch(db);
  const ids: string[] = (await db('products').where({ status: 'published' }).select('id')).map(row => row.id);
  for (let start = 0; start < ids.length; start += 1000)
    await engine.upsert(await readSearchDocuments(db, ids.slice(start, start + 1000), new Date()));
}

/** Variants of which so many are left, one product each; answers their ids. */
export async function makeScarce(db: Knex, count: number, units: number): Promise<string[]> {
  const { rows } = await db.raw(
    `with chosen as (
       select v.id from variants v join products p on p.id = v.product_id join stock s on s.variant_id = v.id
       where v.title = 'S' and p.slug like 'product-%' and s.on_hand = 100000 and s.reserved = 0 order by p.id desc limit :count
     ), moved as (
       insert into stock_movements (variant_id, quantity, reason) select id, :units::int - 100000, 'corrected' from chosen
     )
     update stock set on_hand = :units::int from chosen where variant_id = chosen.id returning variant_id`,
    { count, units },
  );
  return rows.map((row: { variant_id: string }) => row.variant_id);
}

/** Pairs of two wholesalers' variants for the carts of the load: id and wholesaler. */
export async function sampleVariants(db: Knex): Promise<{ id: string; wholesaler: string }[]> {
  const { rows } = await db.raw(
    `select v.id, w.slug as wholesaler from variants v join wholesalers w on w.id = v.wholesaler_id join products p on p.id = v.product_id
     where v.title = 'M' and p.slug like 'product-%' order by p.id limit 5000`,
  );
  return rows;
}
