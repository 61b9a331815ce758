import type { Db } from '#db/connection.ts';

export interface NewOrder {
  id: string;
  requestKey: string | null;
  channel: 'b2c' | 'b2b';
  userId: string | null;
  storeId: string | null;
  cartId: string | null;
  email: string;
  paymentMethod: 'card' | 'terms';
  currency: string;
  pricesIncludeTax: boolean;
  goodsCents: number;
  /** Off the goods. */
  discountCents: number;
  shippingCents: number;
  taxCents: number;
  totalCents: number;
  poNumber: string | null;
  shippingAddress: object;
  billingAddress: object;
  viewTokenHash: string | null;
  expiresAt: Date;
  note: string | null;
  /** What each promotion takes off the order, its delivery included. */
  redemptions: { promotionId: string; discountCents: number }[];
  parts: NewPart[];
}
export interface NewPart {
  id: string;
  wholesalerId: string;
  goodsCents: number;
  discountCents: number;
  /** As the buyer pays it: a discount on it is off already. */
  shippingCents: number;
  shippingDiscountCents: number;
  shippingSubsidyCents: number;
  shippingTaxCents: number;
  shippingTaxRateBp: number;
  taxTreatment: 'taxed' | 'exempt' | 'reverse_charge' | 'export';
  taxCents: number;
  totalCents: number;
  shippingService: string;
  isFirstOrder: boolean;
  lines: NewLine[];
}
export interface NewLine {
  id: string;
  productId: string;
  variantId: string;
  sku: string;
  title: string;
  variantTitle: string;
  quantity: number;
  unitPriceCents: number;
  goodsCents: number;
  discountCents: number;
  /** What the platform pays the wholesaler for its share of the discount, without tax. */
  subsidyCents: number;
  taxRateBp: number;
  taxCents: number;
  moq: number;
  casePack: number;
  weightGrams: number;
  priceTrace: object;
  /** The line of the accepted quotation it was bought by. */
  offerLineId: string | null;
}
export interface InsertedOrder {
  id: string;
  number: string;
  status: string;
  totalCents: number;
}

/** Order, parts and lines, awaiting payment, in one statement. Null when this request key has an order already. */
export async function insertOrder(
  trx: Db,
  { parts, redemptions: _, ...order }: NewOrder,
): Promise<InsertedOrder | null> {
  const numbered = parts.map((part, index) => ({ ...part, position: index + 1, lines: undefined }));
  const lines = parts.flatMap(part =>
    part.lines.map((line, position) => ({ ...line, position, partId: part.id, wholesalerId: part.wholesalerId })),
  );
  const { rows } = await trx.raw(INSERT, {
    ...order,
    shippingAddress: JSON.stringify(order.shippingAddress),
    billingAddress: JSON.stringify(order.billingAddress),
    parts: JSON.stringify(numbered),
    lines: JSON.stringify(lines),
  });
  return rows[0] ?? null;
}

// On terms the store's row is locked first: its orders are judged against its credit one after the other, by a later statement
// (issueInvoice), because this one would still see the invoices of before its wait.
const INSERT = `
  with on_terms as materialized (
    select id from stores where id = cast(:storeId as uuid) and cast(:paymentMethod as text) = 'terms' for no key update
  ), new_order as (
    insert into orders (id, request_key, channel, user_id, store_id, cart_id, email, payment_method, currency, prices_include_tax, goods_cents,
      discount_cents, shipping_cents, tax_cents, total_cents, po_number, shipping_address, billing_address, view_token_hash, expires_at)
    select :id, :requestKey, :channel, :userId, cast(:storeId as uuid), :cartId, :email, :paymentMethod, :currency, :pricesIncludeTax, :goodsCents,
      :discountCents, :shippingCents, :taxCents, :totalCents, :poNumber, :shippingAddress, :billingAddress, :viewTokenHash, :expiresAt
    from (select count(*) from on_terms) locked
    on conflict (request_key) do nothing
    returning id, number, status, total_cents, currency
  ), new_parts as (
    insert into wholesaler_orders (id, order_id, wholesaler_id, number, currency, goods_cents, discount_cents, shipping_cents, shipping_discount_cents,
      shipping_subsidy_cents, shipping_tax_cents, shipping_tax_rate_bp, tax_cents, total_cents, tax_treatment, shipping_service, is_first_order, note)
    select p.id, o.id, p."wholesalerId", o.number || '-' || p.position, o.currency, p."goodsCents", p."discountCents", p."shippingCents", p."shippingDiscountCents",
      p."shippingSubsidyCents", p."shippingTaxCents", p."shippingTaxRateBp", p."taxCents", p."totalCents", p."taxTreatment", p."shippingService", p."isFirstOrder", :note
    from new_order o, jsonb_to_recordset(cast(:parts as jsonb)) as p (id uuid, "wholesalerId" uuid, position int, "goodsCents" bigint, "discountCents" bigint,
      "shippingCents" bigint, "shippingDiscountCents" bigint, "shippingSubsidyCents" bigint, "shippingTaxCents" bigint, "shippingTaxRateBp" int,
      "taxCents" bigint, "totalCents" bigint, "taxTreatment" text, "shippingService" text, "isFirstOrder" boolean)
    returning id
  ), new_lines as (
    insert into order_lines (id, order_id, wholesaler_order_id, wholesaler_id, product_id, variant_id, sku, title, variant_title, quantity, unit_price_cents,
      goods_cents, discount_cents, subsidy_cents, tax_rate_bp, tax_cents, moq, case_pack, weight_grams, price_trace, offer_line_id, position)
    select l.id, o.id, l."partId", l."wholesalerId", l."productId", l."variantId", l.sku, l.title, l."variantTitle", l.quantity, l."unitPriceCents",
      l."goodsCents", l."discountCents", l."subsidyCents", l."taxRateBp", l."taxCents", l.moq, l."casePack", l."weightGrams", l."priceTrace", l."offerLineId", l.position
    from new_order o, jsonb_to_recordset(cast(:lines as jsonb)) as l (id uuid, "partId" uuid, "wholesalerId" uuid, "productId" uuid, "variantId" uuid, sku text,
      title text, "variantTitle" text, quantity int, "unitPriceCents" bigint, "goodsCents" bigint, "discountCents" bigint, "subsidyCents" bigint, "taxRateBp" int, "taxCents" bigint, moq int, "casePack" int,
      "weightGrams" int, "priceTrace" jsonb, "offerLineId" uuid, position int)
    returning id
  )
  select id, number, status, total_cents as "totalCents" from new_order`;
