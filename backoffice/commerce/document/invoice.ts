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

interface Line {
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

interface Part {
  wholesalerName: string;
  number: string;
  lines: Line[];
  shippingCents: number;
  shippingTaxCents: number;
  shippingTaxRateBp: number | null;
  taxTreatment: 'taxed' | 'exempt' | 'reverse_charge' | 'export';
}

/** Everything an order's invoice says. An order paid by card has no invoice row: its invoice bears the order's number and is paid. */
export interface OrderForInvoice {
  number: string;
  issuedOn: string;
  dueOn: string | null;
  paidOn: string | null;
  orderNumber: string;
  orderedOn: string;
  poNumber: string | null;
  currency: string;
  pricesIncludeTax: boolean;
  billTo: { address: Address; vatId: string | null; email: string };
  shipTo: { address: Address };
  parts: Part[];
  totalCents: number;
}

export async function readOrderForInvoice(db: Db, orderId: string): Promise<OrderForInvoice | undefined> {
  const { rows } = await db.raw(
    `select coalesce(i.number, o.number) as number, coalesce(i.issued_on, o.placed_at::date) as "issuedOn", i.due_on as "dueOn",
       (select max(succeeded_at)::date from payments where order_id = o.id and status = 'succeeded') as "paidOn",
       o.number as "orderNumber", o.placed_at::date as "orderedOn", o.po_number as "poNumber", o.currency,
       o.prices_include_tax as "pricesIncludeTax",
       json_build_object('address', o.billing_address, 'vatId', s.tax_id, 'email', o.email) as "billTo",
       json_build_object('address', o.shipping_address) as "shipTo", o.total_cents as "totalCents", (${PARTS}) as parts
     from orders o
     left join invoices i on i.order_id = o.id
     left join stores s on s.id = o.store_id
     where o.id = ? and o.placed_at is not null`,
    [orderId],
  );
  return rows[0];
}

const LINES = `
  select json_agg(json_build_object('sku', l.sku, 'title', l.title, 'variantTitle', l.variant_title, 'quantity', l.quantity,
    'unitPriceCents', l.unit_price_cents, 'goodsCents', l.goods_cents, 'discountCents', l.discount_cents,
    'taxRateBp', l.tax_rate_bp, 'taxCents', l.tax_cents) order by l.position, l.id)
  from order_lines l where l.wholesaler_order_id = p.id`;
const PARTS = `
  select json_agg(json_build_object('wholesalerName', w.name, 'number', p.number, 'shippingCents', p.shipping_cents,
    'shippingTaxCents', p.shipping_tax_cents, 'shippingTaxRateBp', p.shipping_tax_rate_bp,
    'taxTreatment', p.tax_treatment, 'lines', (${LINES})) order by p.number)
  from wholesaler_orders p join wholesalers w on w.id = p.wholesaler_id where p.order_id = o.id`;
