import type { Db } from '#db/connection.ts';
import type { PartOfWholesaler } from './part.ts';

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const iso = (column: string) => `to_char(${column} at time zone 'UTC', ${ISO})`;

export interface PartPage {
  wholesalerId: string;
  status: string | undefined;
  after: [string | number, string] | null;
  limit: number;
}

/** A wholesaler's parts, newest first. Unpaid ones are nobody's business yet. */
export async function listParts(db: Db, page: PartPage) {
  const { rows } = await db.raw(
    `select p.id, p.number, p.status, o.channel, coalesce(s.name, o.shipping_address->>'name') as buyer,
       ${iso('p.placed_at')} as "placedAt", p.currency, p.goods_cents as "goodsCents", p.total_cents as "totalCents",
       (select coalesce(sum(quantity), 0)::int from order_lines where wholesaler_order_id = p.id) as "unitCount",
       (select coalesce(sum(commission_cents), 0)::bigint from commissions where wholesaler_order_id = p.id) as "commissionCents",
       p.created_at::text as place
     from wholesaler_orders p
     join orders o on o.id = p.order_id
     left join stores s on s.id = o.store_id
     where p.wholesaler_id = :wholesalerId and p.status = any(:statuses)
       and ${page.after ? '(p.created_at, p.id) < (cast(:value as timestamptz), cast(:id as uuid))' : 'true'}
     order by p.created_at desc, p.id desc limit :take`,
    {
      wholesalerId: page.wholesalerId,
      statuses: page.status ? [page.status] : VISIBLE,
      value: page.after?.[0] ?? null,
      id: page.after?.[1] ?? null,
      take: page.limit + 1,
    },
  );
  const items = rows.slice(0, page.limit).map(({ place: _, ...part }: { place: string }) => part);
  const last = rows.length > page.limit ? rows[page.limit - 1] : null;
  return { items, after: last ? ([last.place, last.id] as [string, string]) : null };
}

const VISIBLE = ['placed', 'accepted', 'packed', 'shipped', 'delivered', 'closed', 'cancelled', 'returned'];

/** One part as its wholesaler sees it, without its parcels. */
export async function readOwnPart(db: Db, { partId, wholesalerId }: PartOfWholesaler) {
  const { rows } = await db.raw(
    `select p.id, p.number, p.status, jsonb_build_object('slug', w.slug, 'name', w.name) as wholesaler,
       coalesce(s.name, o.shipping_address->>'name') as buyer,
       p.goods_cents as "goodsCents", p.discount_cents as "discountCents", p.shipping_cents as "shippingCents",
       p.shipping_discount_cents as "shippingDiscountCents", p.shipping_service as "shippingService", p.tax_treatment as "taxTreatment",
       p.tax_cents as "taxCents", p.total_cents as "totalCents",
       (select coalesce(sum(amount_cents), 0)::bigint from refunds where wholesaler_order_id = p.id and status <> 'failed') as "refundedCents",
       (select coalesce(sum(commission_cents), 0)::bigint from commissions where wholesaler_order_id = p.id) as "commissionCents",
       p.status in ('placed', 'accepted', 'packed')
         and not exists (select from shipments where wholesaler_order_id = p.id and status <> 'voided') as "canCancel",
       (select json_build_object('number', ro.number, 'reason', o.replacement_reason) from wholesaler_orders rp join orders ro on ro.id = rp.order_id
         where rp.id = o.replaces_part_id) as replaces,
       (${BORNE}) as "promotionsBorne",
       (${LINES}) as lines, (${TIMELINE}) as timeline, (${RETURNS}) as returns
     from wholesaler_orders p
     join orders o on o.id = p.order_id
     join wholesalers w on w.id = p.wholesaler_id
     left join stores s on s.id = o.store_id
     where p.id = ? and p.wholesaler_id = ? and p.status = any(?)`,
    [partId, wholesalerId, VISIBLE],
  );
  return rows[0];
}

// Without tax, as the books have it: of retail the tax inside the price falls with the discount. Null: no promotion took anything off.
const BORNE = `
  select case when taken.cents > 0 and o.payment_method <> 'none'
    then json_build_object('wholesalerCents', taken.cents - taken.platform, 'platformCents', taken.platform) end
  from (
    select sum(case when o.prices_include_tax then x.discount - round(x.before * x.rate / (10000.0 + x.rate)) + x.tax else x.discount end)::bigint as cents,
      sum(x.subsidy)::bigint as platform
    from (
      select l.discount_cents as discount, l.goods_cents as before, l.tax_rate_bp as rate, l.tax_cents as tax, l.subsidy_cents as subsidy
      from order_lines l where l.wholesaler_order_id = p.id and l.discount_cents > 0
      union all
      select p.shipping_discount_cents, p.shipping_cents + p.shipping_discount_cents, p.shipping_tax_rate_bp, p.shipping_tax_cents, p.shipping_subsidy_cents
      where p.shipping_discount_cents > 0) x) taken`;
const LINES = `
  select coalesce(json_agg(line), '[]') from (
    select l.id, pr.slug as "productSlug", l.sku, l.title, l.variant_title as "variantTitle", l.quantity,
      l.unit_price_cents as "unitPriceCents", l.goods_cents as "goodsCents", l.discount_cents as "discountCents", l.tax_cents as "taxCents",
      l.price_trace as why,
      (select i.id from product_images i where i.product_id = l.product_id and i.status = 'ready' order by i.position limit 1) as "imageId",
      (select coalesce(sum(rl.quantity), 0)::int from refund_lines rl join refunds r on r.id = rl.refund_id
       where rl.order_line_id = l.id and r.status <> 'failed') as "refundedQuantity",
      (select coalesce(sum(x.quantity), 0)::int from order_lines x join wholesaler_orders y on y.id = x.wholesaler_order_id
       where x.replaces_line_id = l.id and y.status <> 'cancelled') as "replacedQuantity"
    from order_lines l join products pr on pr.id = l.product_id
    where l.wholesaler_order_id = p.id order by l.position, l.id) line`;
const TIMELINE = `
  select coalesce(json_agg(json_build_object('status', c.to_status, 'at', ${iso('c.changed_at')}) order by c.id), '[]')
  from status_changes c where c.machine = 'wholesaler_orders' and c.subject_id = p.id`;
const RETURNS = `
  select coalesce(json_agg(json_build_object('number', r.number, 'status', r.status, 'reason', r.reason, 'createdAt', ${iso('r.created_at')})
    order by r.created_at), '[]')
  from return_requests r where r.wholesaler_order_id = p.id`;
