import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Knex } from 'knex';
import { RESERVE } from '../../backoffice/commerce/inventory/reserve.ts';
import { connect } from '../../db/connection.ts';
import { closedLoop } from './measure.ts';

const CARTS = 40_000;

export interface ReservationFloor {
  perSecond: number;
  averageMs: number;
  tool: string;
}

/** The reservation of three lines by itself, as the service sends it: under pgbench where there is one, else over plain connections. */
export async function measureReservations(
  db: Knex,
  url: string,
  folder: string,
  seconds: number,
): Promise<ReservationFloor> {
  await plantCarts(db);
  const sql = withoutParameters();
  const file = join(folder, 'reserve.sql');
  await writeFile(file, `${sql.replace(/\s*\n\s*/g, ' ')};\n`);
  const options = ['-n', '-M', 'prepared', '-c', '16', '-j', '2', '-T', String(seconds), '-f', file, url];
  const said = await promisify(execFile)('pgbench', options).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null; // no pgbench here
    throw error;
  });
  if (!said) return overConnections(url, sql, seconds);
  const number = (pattern: RegExp) => Number(said.stdout.match(pattern)?.[1] ?? Number.NaN);
  return { perSecond: number(/tps = ([\d.]+)/), averageMs: number(/latency average = ([\d.]+)/), tool: 'pgbench' };
}

async function overConnections(url: string, sql: string, seconds: number): Promise<ReservationFloor> {
  const clients = Array.from({ length: 16 }, () => connect(url, { poolSize: 1 }));
  const {
    operations,
    seconds: took,
    p50,
  } = await closedLoop(clients, seconds, async client => void (await client.raw(sql)));
  await Promise.all(clients.map(client => client.destroy()));
  return { perSecond: operations / took, averageMs: p50, tool: 'pg' };
}

/** The same statement, its parameters taken from the next of the planted carts. */
function withoutParameters(): string {
  const cart = `cart as materialized (select order_id, lines from bench_carts where n = (select nextval('bench_turns')))`;
  return RESERVE.replace('with lines as', `with ${cart}, lines as`)
    .replace('cast(:lines as jsonb)', '(select lines from cart)')
    .replace(':orderId', '(select order_id from cart)')
    .replaceAll(
      ':variantIds',
      "(select array_agg(cast(line->>'variant_id' as uuid)) from cart, jsonb_array_elements(cart.lines) line)::uuid[]",
    )
    .replace(':status', "'held'")
    .replace('cast(:expiresAt as timestamptz)', "now() + interval '30 minutes'");
}

/** Unpaid orders of three lines each, with nothing reserved. */
async function plantCarts(db: Knex): Promise<void> {
  const money = `'EUR', 2400, 0, 590, 477, 2990`;
  const columns = 'currency, goods_cents, discount_cents, shipping_cents, tax_cents, total_cents';
  await db.transaction(async trx => {
    await trx.raw(
      `insert into orders (number, channel, email, payment_method, prices_include_tax, shipping_address, billing_address, expires_at, ${columns})
       select 'F-' || n, 'b2c', 'floor@bench.example', 'card', true, '{}', '{}', now() + interval '1 hour', ${money} from generate_series(1, :carts::int) n`,
      { carts: CARTS },
    );
    await trx.raw(
      `insert into wholesaler_orders (order_id, wholesaler_id, number, shipping_service, ${columns})
       select o.id, w.id, o.number || '-1', 'standard', ${money} from orders o, wholesalers w where o.number like 'F-%' and w.slug = 'bench-1'`,
    );
    await trx.raw(
      `with shelf as (
         select v.*, row_number() over (order by v.id) - 1 as place, count(*) over () as size
         from variants v join wholesalers w on w.id = v.wholesaler_id where w.slug = 'bench-1' and v.title <> 'S'
       )
       insert into order_lines (order_id, wholesaler_order_id, wholesaler_id, product_id, variant_id, sku, title, variant_title,
         quantity, unit_price_cents, goods_cents, tax_rate_bp, tax_cents, moq, case_pack, weight_grams)
       select p.order_id, p.id, p.wholesaler_id, s.product_id, s.id, s.sku, s.title, s.title, 1, 800, 800, 1900, 128, 1, 1, 300
       from (select *, row_number() over (order by id) as n from wholesaler_orders where number like 'F-%') p
       cross join generate_series(0, 2) line join shelf s on s.place = (p.n * 7919 + line * 331) % s.size`,
    );
    await trx.raw(
      `create table bench_carts as
       select row_number() over () as n, order_id,
         jsonb_agg(jsonb_build_object('order_line_id', id, 'variant_id', variant_id, 'quantity', quantity)) as lines
       from order_lines where order_id in (select id from orders where number like 'F-%') group by order_id`,
    );
    await trx.raw('alter table bench_carts add primary key (n)');
    await trx.raw('create sequence bench_turns');
  });
  await db.raw('analyze');
}
