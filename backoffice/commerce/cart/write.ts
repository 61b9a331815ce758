import type { Db } from '#db/connection.ts';
import { type CartOwner, ownedBy } from './read.ts';

export interface AddedLine {
  lineId: string;
  quantity: number;
  lineCount: number;
  unitCount: number;
}

/** Adds units to the variant's line, making cart and line where there are none: one statement. The quantity is bounded by the table. */
export async function addUnits(
  db: Db,
  owner: CartOwner,
  unit: { variantId: string; quantity: number; unitPriceCents: number },
): Promise<AddedLine> {
  const conflict = owner.userId ? '(user_id, channel)' : '(guest_token_hash, channel)';
  const { rows } = await db.raw(
    `with cart as (
       insert into carts (channel, user_id, guest_token_hash, store_id) values (:channel, :userId, :guestTokenHash, :storeId)
       on conflict ${conflict} do update set updated_at = now(), store_id = excluded.store_id returning id
     ), line as (
       insert into cart_lines as l (cart_id, variant_id, quantity, seen_unit_price_cents)
       select id, cast(:variantId as uuid), cast(:quantity as int), cast(:unitPriceCents as bigint) from cart
       on conflict (cart_id, variant_id) do update
         set quantity = least(l.quantity + excluded.quantity, 100000), updated_at = now(),
           seen_unit_price_cents = case when l.offer_line_id is null then excluded.seen_unit_price_cents else l.seen_unit_price_cents end
       returning id, quantity
     )
     select line.id as "lineId", line.quantity, others.lines + 1 as "lineCount", others.units + line.quantity as "unitCount"
     from line, (select count(l.id)::int as lines, coalesce(sum(l.quantity), 0)::int as units from cart left join cart_lines l on l.cart_id = cart.id and l.variant_id <> :variantId) others`,
    { ...owner, ...unit },
  );
  return rows[0];
}

/** An accepted offer's lines at their agreed price; what lay there of the same variants gives way. Two statements. */
export async function lockLines(
  trx: Db,
  owner: CartOwner,
  lines: { variantId: string; quantity: number; unitPriceCents: number; offerLineId: string }[],
): Promise<void> {
  const { rows } = await trx.raw(
    `insert into carts (channel, user_id, store_id) values ('b2b', :userId, :storeId)
     on conflict (user_id, channel) do update set updated_at = now(), store_id = excluded.store_id returning id`,
    { userId: owner.userId, storeId: owner.storeId },
  );
  await trx.raw(
    `insert into cart_lines (cart_id, variant_id, quantity, seen_unit_price_cents, offer_line_id)
     select :cartId, x."variantId", x.quantity, x."unitPriceCents", x."offerLineId"
     from jsonb_to_recordset(cast(:lines as jsonb)) as x ("variantId" uuid, quantity int, "unitPriceCents" bigint, "offerLineId" uuid)
     order by x."variantId"
     on conflict (cart_id, variant_id) do update set quantity = excluded.quantity, seen_unit_price_cents = excluded.seen_unit_price_cents,
       offer_line_id = excluded.offer_line_id, updated_at = now()`,
    { cartId: rows[0].id, lines: JSON.stringify(lines) },
  );
}

const OWN = (owner: CartOwner) => (owner.userId ? 'c.user_id = :userId' : 'c.guest_token_hash = :guestTokenHash');

export async function findCart(db: Db, owner: CartOwner): Promise<{ id: string } | null> {
  const { rows } = await db.raw(`select c.id from carts c where c.channel = :channel and ${ownedBy(owner)}`, {
    ...owner,
  });
  return rows[0] ?? null;
}

/** The channel of an own line; null: no line of this person's. */
export async function findOwnLine(
  db: Db,
  owner: Omit<CartOwner, 'channel' | 'storeId'>,
  lineId: string,
): Promise<{ channel: 'b2c' | 'b2b'; variantId: string } | null> {
  const { rows } = await db.raw(
    `select c.channel, l.variant_id as "variantId" from cart_lines l join carts c on c.id = l.cart_id where l.id = :lineId and ${OWN({ ...owner, channel: 'b2c', storeId: null })}`,
    { ...owner, lineId },
  );
  return rows[0] ?? null;
}

export async function changeLine(
  db: Db,
  lineId: string,
  change: { quantity?: number | undefined; seenUnitPriceCents?: number | undefined },
): Promise<void> {
  await db('cart_lines')
    .where({ id: lineId })
    .update({
      updated_at: db.fn.now(),
      ...(change.quantity === undefined ? {} : { quantity: change.quantity }),
      ...(change.seenUnitPriceCents === undefined ? {} : { seen_unit_price_cents: change.seenUnitPriceCents }),
    });
}

export async function deleteLine(db: Db, lineId: string): Promise<void> {
  await db('cart_lines').where({ id: lineId }).delete();
}

export async function countUnits(
  db: Db,
  owner: { userId: string | null; guestTokenHash: string | null },
): Promise<{ b2c: number; b2b: number }> {
  const { rows } = await db.raw(
    `select c.channel, sum(l.quantity)::int as units from carts c join cart_lines l on l.cart_id = c.id
     where ${owner.userId ? 'c.user_id = :userId' : 'c.guest_token_hash = :guestTokenHash'} group by c.channel`,
    owner,
  );
  const units = new Map<string, number>(
    rows.map((row: { channel: string; units: number }) => [row.channel, row.units]),
  );
  return { b2c: units.get('b2c') ?? 0, b2b: units.get('b2b') ?? 0 };
}

/** At sign-in: a guest's lines join the person's retail cart; of a line in both the larger quantity stays. The guest's cart is gone afterwards. */
export async function mergeLines(
  db: Db,
  { guestTokenHash, userId }: { guestTokenHash: string; userId: string },
): Promise<void> {
  await db.raw(
    `with guest as (select id from carts where guest_token_hash = :guestTokenHash and channel = 'b2c' for update),
     own as (insert into carts (channel, user_id) select 'b2c', cast(:userId as uuid) from guest on conflict (user_id, channel) do update set updated_at = now() returning id),
     moved as (
       insert into cart_lines as l (cart_id, variant_id, quantity, seen_unit_price_cents)
       select own.id, g.variant_id, g.quantity, g.seen_unit_price_cents from own, guest join cart_lines g on g.cart_id = guest.id
       on conflict (cart_id, variant_id) do update set quantity = greatest(l.quantity, excluded.quantity), updated_at = now()
     ), kept as (
       insert into cart_promotions (cart_id, promotion_id)
       select own.id, g.promotion_id from own, guest join cart_promotions g on g.cart_id = guest.id on conflict do nothing
     )
     delete from carts where id in (select id from guest)`,
    { guestTokenHash, userId },
  );
}

export interface Offer {
  retailPriceCents: number;
  wholesalePriceCents: number | null;
  tiers: { minQuantity: number; unitPriceCents: number; priceList: string }[];
  /** Units of it that are in the cart already: they count towards the next tier. */
  inCart: number;
}

/** The variant's prices for this buyer, or null when it is not for sale. */
export async function findOffer(
  db: Db,
  owner: CartOwner,
  { variantId, now }: { variantId: string; now: Date },
  tiersOfVariant: (variant: string) => string,
): Promise<Offer | null> {
  const wholesale = owner.storeId
    ? `v.wholesale_price_cents as "wholesalePriceCents", ${tiersOfVariant('v.id')} as tiers`
    : `null::bigint as "wholesalePriceCents", '[]'::json as tiers`;
  const { rows } = await db.raw(
    `select v.retail_price_cents as "retailPriceCents", ${wholesale}, coalesce((
       select l.quantity from carts c join cart_lines l on l.cart_id = c.id
       where ${OWN(owner)} and c.channel = :channel and l.variant_id = v.id), 0) as "inCart"
     from variants v join products p on p.id = v.product_id join wholesalers w on w.id = p.wholesaler_id
     where v.id = :variantId and v.archived_at is null and p.status = 'published' and w.status = 'approved'`,
    { ...owner, variantId, now },
  );
  return rows[0] ?? null;
}
