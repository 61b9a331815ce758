import type { Db } from '#db/connection.ts';
import type { Reason } from '../refusal.ts';

export interface ReplaceableLine {
  id: string;
  sku: string;
  title: string;
  variantId: string;
  quantity: number;
  /** Of it, in replacements that were not cancelled. */
  replacedQuantity: number;
}
export interface ReplaceablePart {
  id: string;
  number: string;
  status: string;
  orderId: string;
  orderNumber: string;
  wholesalerId: string;
  lines: ReplaceableLine[];
}
export interface ReplacedLine {
  orderLineId: string;
  quantity: number;
}

const HAS_LEFT = ['shipped', 'delivered', 'closed', 'returned'];

/** Locked first and read afterwards, so that two replacements of one part count each other. Another wholesaler's part does not exist. */
export async function lockReplaceablePart(
  trx: Db,
  { partId, wholesalerId }: { partId: string; wholesalerId: string | null },
): Promise<ReplaceablePart | null> {
  const { rows: locked } = await trx.raw(
    `select id from wholesaler_orders where id = :partId and (cast(:wholesalerId as uuid) is null or wholesaler_id = :wholesalerId) for update`,
    { partId, wholesalerId },
  );
  if (locked.length === 0) return null;
  const { rows } = await trx.raw(
    `select p.id, p.number, p.status, p.order_id as "orderId", o.number as "orderNumber", p.wholesaler_id as "wholesalerId",
       (select json_agg(json_build_object('id', l.id, 'sku', l.sku, 'title', l.title, 'variantId', l.variant_id, 'quantity', l.quantity, 'replacedQuantity', ${REPLACED}) order by l.position, l.id)
         from order_lines l where l.wholesaler_order_id = p.id) as lines
     from wholesaler_orders p join orders o on o.id = p.order_id where p.id = ?`,
    [partId],
  );
  return rows[0];
}

const REPLACED = `(select coalesce(sum(x.quantity), 0)::int from order_lines x join wholesaler_orders y on y.id = x.wholesaler_order_id
  where x.replaces_line_id = l.id and y.status <> 'cancelled')`;

export function replacementReasons(part: ReplaceablePart, lines: ReplacedLine[]): Reason[] {
  if (!HAS_LEFT.includes(part.status))
    return [{ code: 'not_shipped', message: 'Only what has been sent can be replaced' }];
  if (lines.length === 0)
    return [{ code: 'no_lines', subject: 'lines', message: 'Choose at least one item to send again' }];
  const ids = lines.map(one => one.orderLineId);
  return lines.flatMap((one, index): Reason[] => {
    const line = part.lines.find(candidate => candidate.id === one.orderLineId);
    if (!line)
      return [{ code: 'unknown_line', subject: one.orderLineId, message: 'This item is not part of the order' }];
    if (ids.indexOf(line.id) !== index)
      return [{ code: 'line_twice', subject: line.id, message: `${line.sku} is named twice` }];
    const left = line.quantity - line.replacedQuantity;
    if (Number.isSafeInteger(one.quantity) && one.quantity > 0 && one.quantity <= left) return [];
    const message = left > 0 ? `Of ${line.sku} 1 to ${left} can be sent again` : `${line.sku} was sent again in full`;
    return [{ code: 'too_many', subject: line.id, message, fix: { availableQuantity: left } }];
  });
}

export interface NewReplacement {
  partId: string;
  lines: ReplacedLine[];
  reason: string;
  requestKey: string;
  at: Date;
}
export interface InsertedReplacement {
  id: string;
  number: string;
  status: string;
  lines: { orderLineId: string; variantId: string; quantity: number }[];
}

/** Order, part and lines as they were bought, for nothing, in one statement. Null when this request key has an order already. */
export async function insertReplacement(trx: Db, replacement: NewReplacement): Promise<InsertedReplacement | null> {
  const { rows } = await trx.raw(INSERT, { ...replacement, lines: JSON.stringify(replacement.lines) });
  return rows[0] ?? null;
}

// The link of a guest's first order opens its replacement as well. expires_at is what a waiting order must have; it is placed at once.
const INSERT = `
  with wanted as (
    select l.*, w.quantity as wanted, row_number() over (order by l.position, l.id) as place
    from jsonb_to_recordset(cast(:lines as jsonb)) as w("orderLineId" uuid, quantity int)
    join order_lines l on l.id = w."orderLineId" and l.wholesaler_order_id = :partId
  ), source as (
    select p.id as part_id, p.wholesaler_id, p.number as part_number, p.tax_treatment, p.shipping_service, o.*,
      (select sum(unit_price_cents * wanted) from wanted) as cents
    from wholesaler_orders p join orders o on o.id = p.order_id where p.id = :partId
  ), new_order as (
    insert into orders (request_key, channel, user_id, store_id, email, payment_method, currency, prices_include_tax, goods_cents, discount_cents, shipping_cents,
      tax_cents, total_cents, po_number, shipping_address, billing_address, view_token_hash, expires_at, is_replacement, replaces_part_id, replacement_reason)
    select :requestKey, channel, user_id, store_id, email, 'none', currency, prices_include_tax, cents, cents, 0, 0, 0, po_number, shipping_address,
      billing_address, view_token_hash, cast(:at as timestamptz), true, part_id, :reason from source
    on conflict (request_key) do nothing returning id, number, status
  ), new_part as (
    insert into wholesaler_orders (order_id, wholesaler_id, number, currency, goods_cents, discount_cents, shipping_cents, tax_cents, total_cents,
      tax_treatment, shipping_service, note)
    select n.id, s.wholesaler_id, n.number || '-1', s.currency, s.cents, s.cents, 0, 0, 0, s.tax_treatment, s.shipping_service,
      'Replacement for ' || s.part_number || ': ' || cast(:reason as text)
    from new_order n, source s returning id, order_id
  ), new_lines as (
    insert into order_lines (order_id, wholesaler_order_id, wholesaler_id, product_id, variant_id, sku, title, variant_title, quantity, unit_price_cents,
      goods_cents, discount_cents, tax_rate_bp, tax_cents, moq, case_pack, weight_grams, replaces_line_id, position)
    select p.order_id, p.id, w.wholesaler_id, w.product_id, w.variant_id, w.sku, w.title, w.variant_title, w.wanted, w.unit_price_cents,
      w.unit_price_cents * w.wanted, w.unit_price_cents * w.wanted, w.tax_rate_bp, 0, w.moq, w.case_pack, w.weight_grams, w.id, w.place - 1
    from new_part p, wanted w returning id, variant_id, quantity
  )
  select n.id, n.number, n.status,
    (select json_agg(json_build_object('orderLineId', id, 'variantId', variant_id, 'quantity', quantity)) from new_lines) as lines
  from new_order n`;
