// npm exec -- node docker/bench/commission.ts: what a change of rates would have been, over sixty thousand order lines of thirty days and as
// many of the thirty before, of five hundred wholesalers with two hundred rules.
//
// A database of its own on the PostgreSQL of DATABASE_URL or TEST_DATABASE_URL. Option: --lines 60000.

import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { type Change, previewChange } from '../../backoffice/commerce/commission/index.ts';
import { connect, type Db } from '../../db/connection.ts';
import { migrate } from '../../db/migrate.ts';
import { createDatabase } from './database.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const { values } = parseArgs({ options: { lines: { type: 'string', default: '60000' } } });
const serverUrl = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL;
if (!serverUrl) {
  console.error('Set DATABASE_URL, for example to what docker/native-postgres prints last.');
  process.exit(1);
}
const PLANTING = [
  `insert into wholesalers (slug, name, country, contact_email) select 'w-' || lpad(n::text, 4, '0'), 'W ' || n, 'DE', n || '@w.example' from generate_series(1, 500) n`,
  `insert into categories (slug, name) select 'c-' || n, 'C ' || n from generate_series(1, 20) n`,
  `insert into categories (slug, name, parent_id) select c.slug || '-' || n, c.name || ' ' || n, c.id from categories c, generate_series(1, 10) n`,
  `insert into products (wholesaler_id, handle, slug, title, category_id)
   select w.ids[1 + n % 500], 'p-' || n, 'p-' || n, 'P ' || n, c.ids[1 + n % 200] from generate_series(1, 10000) n,
     (select array_agg(id) as ids from wholesalers) w, (select array_agg(id) as ids from categories where parent_id is not null) c`,
  `insert into commission_rules (percent_bp) select 1200 where not exists (select from commission_rules where wholesaler_id is null and category_id is null)`,
  `insert into commission_rules (wholesaler_id, percent_bp) select id, 1000 from wholesalers order by slug limit 120`,
  `insert into commission_rules (category_id, percent_bp, bands) select id, 1100, '[{"fromCents": 50000, "percentBp": 950}]' from categories order by slug limit 80`,
  `with parts as (
     insert into wholesaler_orders (order_id, wholesaler_id, number, status, currency, goods_cents, shipping_cents, tax_cents, total_cents, shipping_service, is_first_order, placed_at)
     select uuid_v7(), w.ids[1 + n % 500], 'N-' || n, 'placed', 'EUR', 8000, 0, 0, 8000, 'Standard', n % 5 = 0, cast(:now as timestamptz) - n * (interval '60 days' / (:lines / 2))
     from generate_series(1, :lines / 2) n, (select array_agg(id order by slug) as ids from wholesalers) w returning id, order_id, wholesaler_id, placed_at
   ), own as (
     select wholesaler_id, array_agg(id) as ids from products group by wholesaler_id
   ), lines as (
     insert into order_lines (order_id, wholesaler_order_id, wholesaler_id, product_id, variant_id, sku, title, variant_title, quantity, unit_price_cents, goods_cents,
       tax_rate_bp, tax_cents, moq, case_pack, weight_grams, created_at)
     select p.order_id, p.id, p.wholesaler_id, own.ids[1 + (n * 7 + hashtext(p.id::text) & 1023) % cardinality(own.ids)], uuid_v7(), 'S', 'T', '', 1, 2000, 2000, 0, 0, 1, 1, 100, p.placed_at
     from parts p join own using (wholesaler_id), generate_series(1, 4) n returning id, wholesaler_order_id, wholesaler_id, created_at
   )
   insert into commissions (order_line_id, wholesaler_order_id, wholesaler_id, commission_rule_id, percent_bp, fixed_cents, base_cents, commission_cents, currency, placed_at)
   select id, wholesaler_order_id, wholesaler_id, (select id from commission_rules where wholesaler_id is null and category_id is null limit 1), 1200, 0, 2000, 240, 'EUR', created_at from lines`,
];

const changeOf = (scope: Partial<Change>): Change => ({
  ...{ kind: 'set', wholesalerId: null, categoryId: null, orderKind: 'any', percentBp: 1_100, fixedCents: 0 },
  ...{ floorCents: 0, capCents: null, bands: [], startsAt: NOW, endsAt: null, endedRuleId: null, ...scope },
});

const { url, remove } = await createDatabase(serverUrl, 'commission');
const db = connect(url, { poolSize: 1 });
try {
  await migrate(db);
  await plant(db, Number(values.lines));
  const table = new Table({ head: ['change', 'lines it touches', 'ms (middle of 5)'] });
  const [wholesaler] = await db('wholesalers').orderBy('slug').pluck('id');
  const [category] = await db('categories').whereNull('parent_id').orderBy('slug').pluck('id');
  for (const [name, scope] of Object.entries({
    everything: {},
    'with bands': { bands: [{ fromCents: 100_000, percentBp: 900 }] },
    'a category': { categoryId: category },
    'a wholesaler': { wholesalerId: wholesaler },
  }))
    table.push([name, ...(await measure(changeOf(scope)))]);
  console.log(`${values.lines} lines in thirty days\n${table.toString()}`);
} finally {
  await db.destroy();
  await remove();
}

async function measure(change: Change): Promise<[lines: number, ms: string]> {
  const times = [];
  let lines = 0;
  for (let turn = 0; turn < 5; turn += 1) {
    const begun = performance.now();
    const { totals } = await previewChange(db, change, NOW);
    times.push(performance.now() - begun);
    lines = totals[0]?.lines ?? 0;
  }
  return [lines, times.sort((a, b) => a - b)[2]!.toFixed(0)];
}

/** Past the triggers and keys, which would look at every row. Four lines an order, twice as many as are shown: bands look back further. */
async function plant(to: Db, lines: number): Promise<void> {
  const named = { now: NOW, lines };
  await to.raw("set session_replication_role = 'replica'");
  for (const sql of PLANTING) await to.raw(sql, sql.includes(':lines') ? named : {});
  await to.raw("set session_replication_role = 'origin'");
  await to.raw('vacuum analyze');
}
