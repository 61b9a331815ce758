import type { Db } from '#db/connection.ts';

interface Line {
  title: string;
  variantTitle: string;
  sku: string;
  quantity: number;
  unitPriceCents: number;
  goodsCents: number;
}
interface Sums {
  goodsCents: number;
  discountCents: number;
  shippingCents: number;
  taxCents: number;
  totalCents: number;
}
interface Address {
  name: string;
  line1: string;
  city: string;
  postalCode: string;
  country: string;
}

/** What letters say of a placed order. */
export interface Announcement extends Sums {
  orderNumber: string;
  buyerName: string;
  email: string;
  userId: string | null;
  channel: 'b2c' | 'b2b';
  currency: string;
  pricesIncludeTax: boolean;
  paymentMethod: 'card' | 'terms' | 'none';
  placedOn: string;
  poNumber: string | null;
  note: string | null;
  shippingAddress: Address;
  productIds: string[];
  taxId: string | null;
  /** What each took off goods and delivery. */
  promotions: { title: string; code: string | null; discountCents: number }[];
  /** Sent again for what went wrong. */
  replacement: { replacedNumber: string; reason: string } | null;
  invoice: {
    invoiceNumber: string;
    issuedOn: string;
    dueOn: string;
    netDays: number;
    totalCents: number;
    storeName: string;
  } | null;
  parts: (Sums & {
    id: string;
    number: string;
    wholesalerId: string;
    wholesalerName: string;
    shippingService: string;
    shippingDiscountCents: number;
    taxTreatment: 'taxed' | 'exempt' | 'reverse_charge' | 'export';
    commissionCents: number;
    earningsCents: number;
    lines: Line[];
  })[];
}

export async function readAnnouncement(db: Db, orderId: string): Promise<Announcement | null> {
  const { rows } = await db.raw(
    `select o.number as "orderNumber", o.shipping_address->>'name' as "buyerName", o.email, o.user_id as "userId", o.channel, o.currency,
       o.prices_include_tax as "pricesIncludeTax", o.payment_method as "paymentMethod", to_char(o.placed_at at time zone 'UTC', 'YYYY-MM-DD') as "placedOn",
       o.po_number as "poNumber", (select max(note) from wholesaler_orders where order_id = o.id) as note, o.shipping_address as "shippingAddress",
       o.goods_cents as "goodsCents", o.discount_cents as "discountCents", o.shipping_cents as "shippingCents", o.tax_cents as "taxCents", o.total_cents as "totalCents",
       array(select distinct product_id from order_lines where order_id = o.id) as "productIds",
       (select tax_id from stores where id = o.store_id) as "taxId",
       coalesce((select json_agg(json_build_object('title', pm.title, 'code', pm.code, 'discountCents', r.discount_cents) order by r.discount_cents desc, pm.id)
         from promotion_redemptions r join promotions pm on pm.id = r.promotion_id where r.order_id = o.id), '[]') as promotions,
       (select json_build_object('replacedNumber', ro.number, 'reason', o.replacement_reason)
         from wholesaler_orders rp join orders ro on ro.id = rp.order_id where rp.id = o.replaces_part_id) as replacement,
       (select json_build_object('invoiceNumber', i.number, 'issuedOn', i.issued_on, 'dueOn', i.due_on, 'netDays', i.due_on - i.issued_on, 'totalCents', i.total_cents,
          'storeName', s.name) from invoices i join stores s on s.id = i.store_id where i.order_id = o.id) as invoice,
       (select json_agg(json_build_object('id', p.id, 'number', p.number, 'wholesalerId', w.id, 'wholesalerName', w.name,
           'shippingService', case p.shipping_service when 'standard' then 'Standard delivery' when 'express' then 'Express delivery' else p.shipping_service end,
           'shippingDiscountCents', p.shipping_discount_cents, 'taxTreatment', p.tax_treatment,
           'goodsCents', p.goods_cents, 'discountCents', p.discount_cents, 'shippingCents', p.shipping_cents, 'taxCents', p.tax_cents, 'totalCents', p.total_cents,
           'commissionCents', c.cents, 'earningsCents', p.total_cents - p.tax_cents - c.cents + p.shipping_subsidy_cents
             + (select coalesce(sum(subsidy_cents), 0) from order_lines where wholesaler_order_id = p.id),
           'lines', (select json_agg(json_build_object('title', l.title, 'variantTitle', l.variant_title, 'sku', l.sku, 'quantity', l.quantity,
              'unitPriceCents', l.unit_price_cents, 'goodsCents', l.goods_cents) order by l.position) from order_lines l where l.wholesaler_order_id = p.id)) order by p.number)
         from wholesaler_orders p join wholesalers w on w.id = p.wholesaler_id
         cross join lateral (select coalesce(sum(commission_cents), 0) as cents from commissions where wholesaler_order_id = p.id) c
         where p.order_id = o.id) as parts
     from orders o where o.id = ? and o.status in ('placed', 'completed')`,
    [orderId],
  );
  return rows[0] ?? null;
}

/** The buy events of an order, once; a replacement is no purchase. */
export async function recordPurchases(trx: Db, orderId: string): Promise<void> {
  await trx.raw(
    `insert into analytics_events (occurred_at, kind, channel, visitor_id, user_id, product_id, wholesaler_id, quantity, amount_cents)
     select o.placed_at, 'buy', o.channel, coalesce(o.user_id::text, 'order:' || o.id), o.user_id, l.product_id, l.wholesaler_id, l.quantity, l.goods_cents - l.discount_cents
     from orders o join order_lines l on l.order_id = o.id
     where o.id = :orderId and o.payment_method <> 'none' and not exists (select from analytics_events e where e.kind = 'buy' and e.occurred_at = o.placed_at and e.product_id = l.product_id
       and e.visitor_id = coalesce(o.user_id::text, 'order:' || o.id))`,
    { orderId },
  );
}
