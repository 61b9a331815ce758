import type { Db } from '#db/connection.ts';
import type { CartOwner } from './read.ts';

export interface WantedLine {
  variantId: string;
  quantity: number;
  unitPriceCents: number;
}

/**
 * Many lines at once, in their order, making the cart where there is none. set: the cart then has these quantities, so that a repeat
 * changes nothing; add: these come on top. One statement; the counters of the cart afterwards.
 */
export async function putLines(
  db: Db,
  owner: CartOwner,
  lines: WantedLine[],
  how: 'set' | 'add',
): Promise<{ lineCount: number; unitCount: number }> {
  const conflict = owner.userId ? '(user_id, channel)' : '(guest_token_hash, channel)';
  const quantity = how === 'set' ? 'excluded.quantity' : 'least(l.quantity + excluded.quantity, 100000)';
  const { rows } = await db.raw(
    `with given as (
       select * from jsonb_to_recordset(cast(:lines as jsonb)) as g (n int, "variantId" uuid, quantity int, "unitPriceCents" bigint)
     ), cart as (
       insert into carts (channel, user_id, guest_token_hash, store_id) values (:channel, :userId, :guestTokenHash, :storeId)
       on conflict ${conflict} do update set updated_at = now(), store_id = excluded.store_id returning id
     ), line as (
       insert into cart_lines as l (cart_id, variant_id, quantity, seen_unit_price_cents, created_at)
       select cart.id, g."variantId", g.quantity, g."unitPriceCents", now() + g.n * interval '1 microsecond' from cart, given g order by g."variantId"
       on conflict (cart_id, variant_id) do update set quantity = ${quantity}, updated_at = now(),
         seen_unit_price_cents = case when l.offer_line_id is null then excluded.seen_unit_price_cents else l.seen_unit_price_cents end
       returning quantity
     ), untouched as (
       select count(l.id)::int as lines, coalesce(sum(l.quantity), 0)::int as units from cart join cart_lines l on l.cart_id = cart.id
       where not exists (select from given g where g."variantId" = l.variant_id)
     )
     select untouched.lines + (select count(*)::int from line) as "lineCount", untouched.units + (select coalesce(sum(quantity), 0)::int from line) as "unitCount" from untouched`,
    { ...owner, lines: JSON.stringify(lines.map((line, n) => ({ n, ...line }))) },
  );
  return rows[0];
}
