import type { Db } from '#db/connection.ts';

interface Address {
  name: string;
  company?: string | null;
  line1: string;
  line2?: string | null;
  city: string;
  region?: string | null;
  postalCode: string;
  country: string;
}

export interface InvoiceLine {
  wholesalerName: string;
  sku: string;
  title: string;
  variantTitle: string;
  quantity: number;
  unitPriceCents: number;
  goodsCents: number;
  discountCents: number;
  taxRateBp: number;
  taxCents: number;
}

/** Everything an order's invoice says. A card payment's invoice has the order's number and is paid already. */
export interface OrderForInvoice {
  number: string;
  orderNumber: string;
  poNumber: string | null;
  issuedOn: string;
  dueOn: string | null;
  paidOn: string | null;
  currency: string;
  pricesIncludeTax: boolean;
  billingAddress: Address;
  shippingAddress: Address;
  email: string;
  storeTaxId: string | null;
  goodsCents: number;
  discountCents: number;
  shippingCents: number;
  shippingTaxCents: number;
  taxCents: number;
  totalCents: number;
  lines: InvoiceLine[];
}

export async function readOrderForInvoice(db: Db, orderId: string): Promise<OrderForInvoice | undefined> {
  const { rows } = await db.raw(
    `select coalesce(i.number, o.number) as number, o.number as "orderNumber", o.po_number as "poNumber",
       coalesce(i.issued_on, o.placed_at::date) as "issuedOn", i.due_on as "dueOn",
       (select max(succeeded_at)::date from payments where order_id = o.id and status = 'succeeded') as "paidOn",
       o.currency, o.prices_include_tax as "pricesIncludeTax", o.billing_address as "billingAddress",
       o.shipping_address as "shippingAddress", o.email, s.tax_id as "storeTaxId",
       o.goods_cents as "goodsCents", o.discount_cents as "discountCents", o.shipping_cents as "shippingCents",
       (select sum(shipping_tax_cents)::bigint from wholesaler_orders where order_id = o.id) as "shippingTaxCents",
       o.tax_cents as "taxCents", o.total_cents as "totalCents",
       (select json_agg(json_build_object('wholesalerName', w.name, 'sku', l.sku, 'title', l.title, 'variantTitle', l.variant_title,
          'quantity', l.quantity, 'unitPriceCents', l.unit_price_cents, 'goodsCents', l.goods_cents,
          'discountCents', l.discount_cents, 'taxRateBp', l.tax_rate_bp, 'taxCents', l.tax_cents) order by w.name, l.position)
        from order_lines l join wholesalers w on w.id = l.wholesaler_id where l.order_id = o.id) as lines
     from orders o
     left join invoices i on i.order_id = o.id
     left join stores s on s.id = o.store_id
     where o.id = ? and o.placed_at is not null`,
    [orderId],
  );
  return rows[0];
}
