import type { Db } from '#db/connection.ts';

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const iso = (column: string) => `to_char(${column} at time zone 'UTC', ${ISO})`;

export type BuyerStatus =
  | 'awaiting_payment'
  | 'placed'
  | 'partly_shipped'
  | 'shipped'
  | 'delivered'
  | 'completed'
  | 'expired'
  | 'cancelled';
type OwnStatus = 'awaiting_payment' | 'placed' | 'completed' | 'expired' | 'cancelled';

/** What the buyer is told, derived from the parts: the slowest one that is still coming decides, as soon as one has left. */
export function buyerStatus(own: OwnStatus, parts: string[]): BuyerStatus {
  if (own !== 'placed') return own;
  const coming = parts.filter(status => status !== 'cancelled');
  const hasLeft = coming.filter(status => ['shipped', 'delivered', 'closed', 'returned'].includes(status));
  if (hasLeft.length === 0) return 'placed';
  if (hasLeft.length < coming.length) return 'partly_shipped';
  return coming.every(status => status !== 'shipped') ? 'delivered' : 'shipped';
}

export interface OrderSummary {
  number: string;
  channel: 'b2c' | 'b2b';
  status: BuyerStatus;
  createdAt: string;
  placedAt: string | null;
  currency: string;
  totalCents: number;
  unitCount: number;
  wholesalerNames: string[];
  imageIds: string[];
  poNumber: string | null;
  isReplacement: boolean;
}

export interface Mine {
  userId: string;
  /** The store the person belongs to: its members see each other's orders. */
  storeId: string | null;
}

const FOUND = `(number ilike :search or po_number ilike :search or exists (select from invoices i where i.order_id = orders.id and i.number ilike :search)
  or exists (select from wholesaler_orders p join wholesalers w on w.id = p.wholesaler_id where p.order_id = orders.id and w.name ilike :search))`;

/** Newest first, a page by keyset, constant statements. */
export async function listOrderSummaries(
  db: Db,
  {
    userId,
    storeId,
    channel,
    search = null,
    limit,
    after,
  }: Mine & {
    channel?: 'b2c' | 'b2b' | undefined;
    /** Part of an order, PO or invoice number, or of a wholesaler's name. */
    search?: string | null;
    limit: number;
    after: readonly [string | number, string] | null;
  },
): Promise<{ items: OrderSummary[]; after: [string, string] | null }> {
  const { rows } = await db.raw(
    `with page as (
       select * from orders where (user_id = :userId or store_id = cast(:storeId as uuid)) and (cast(:channel as text) is null or channel = :channel)
         and ${after ? '(created_at, id) < (cast(:afterAt as timestamptz), cast(:afterId as uuid))' : 'true'}
         and ${search ? FOUND : 'true'}
       order by created_at desc, id desc limit :take
     )
     select page.id, page.created_at::text as place, number, channel, status as own_status, ${iso('page.created_at')} as "createdAt", ${iso('placed_at')} as "placedAt", currency,
       total_cents as "totalCents", po_number as "poNumber", payment_method = 'none' as "isReplacement", parts.statuses, parts.names as "wholesalerNames", lines.units as "unitCount", lines.images as "imageIds"
     from page
     cross join lateral (select array_agg(p.status) as statuses, array_agg(w.name order by p.number) as names
       from wholesaler_orders p join wholesalers w on w.id = p.wholesaler_id where p.order_id = page.id) parts
     cross join lateral (select sum(l.quantity)::int as units, coalesce((array_agg(i.id order by l.position) filter (where i.id is not null))[1:4], '{}') as images
       from order_lines l left join lateral (select id from product_images where product_id = l.product_id and status = 'ready' order by position, id limit 1) i on true
       where l.order_id = page.id) lines
     order by page.created_at desc, page.id desc`,
    {
      userId,
      storeId,
      channel: channel ?? null,
      search: search && `%${search.replace(/[\\%_]/g, '\\$&')}%`,
      afterAt: after?.[0] ?? null,
      afterId: after?.[1] ?? null,
      take: limit + 1,
    },
  );
  type Row = Omit<OrderSummary, 'status'> & { id: string; place: string; own_status: OwnStatus; statuses: string[] };
  const page: Row[] = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(({ id: _, place: __, own_status, statuses, ...summary }) => ({
      ...summary,
      status: buyerStatus(own_status, statuses),
    })),
    after: last ? [last.place, last.id] : null,
  };
}

export interface OrderDetail {
  id: string;
  ownStatus: OwnStatus;
  userId: string | null;
  storeId: string | null;
  viewTokenHash: string | null;
  parts: DetailPart[];
  [column: string]: unknown;
}
interface DetailPart {
  id: string;
  status: string;
  deliveredAt: string | null;
  shipments: unknown[];
  returns: unknown[];
  [column: string]: unknown;
}

/** One order with parts, lines, parcels, scans and returns, in one statement; whose it is is checked by the caller. */
export async function readOrderDetail(db: Db, number: string): Promise<OrderDetail | null> {
  const { rows } = await db.raw(
    `select o.id, o.number, o.channel, o.status as "ownStatus", ${iso('o.created_at')} as "createdAt", ${iso('o.placed_at')} as "placedAt", o.currency,
       o.total_cents as "totalCents", o.po_number as "poNumber", o.email, o.payment_method as "paymentMethod", o.payment_method = 'none' as "isReplacement", ${iso('o.expires_at')} as "expiresAt",
       o.prices_include_tax as "pricesIncludeTax", o.goods_cents as "goodsCents", o.discount_cents as "discountCents", o.shipping_cents as "shippingCents",
       o.tax_cents as "taxCents", o.shipping_address as "shippingAddress", o.billing_address as "billingAddress", o.status_reason as "statusReason",
       o.user_id as "userId", o.store_id as "storeId", o.view_token_hash as "viewTokenHash",
       (select json_build_object('number', ro.number, 'reason', o.replacement_reason) from wholesaler_orders rp join orders ro on ro.id = rp.order_id
         where rp.id = o.replaces_part_id) as replaces,
       coalesce((select json_agg(json_build_object('number', ro.number, 'reason', ro.replacement_reason) order by ro.created_at)
         from wholesaler_orders rp join orders ro on ro.replaces_part_id = rp.id where rp.order_id = o.id and ro.status <> 'cancelled'), '[]') as replacements,
       coalesce((select json_agg(json_build_object('code', pm.code, 'title', pm.title, 'discountCents', r.discount_cents) order by r.discount_cents desc, pm.id)
         from promotion_redemptions r join promotions pm on pm.id = r.promotion_id where r.order_id = o.id), '[]') as promotions,
       (select pay.checkout_url from payments pay where pay.order_id = o.id and pay.status = 'pending' order by pay.created_at desc limit 1) as "payUrl",
       (select coalesce(sum(r.amount_cents), 0)::bigint from refunds r where r.order_id = o.id and r.status <> 'failed') as "refundedCents",
       ${REFUNDS} as refunds,
       (select json_build_object('number', i.number, 'dueOn', i.due_on, 'status', i.status, 'openCents', i.total_cents - i.credited_cents - i.paid_cents)
         from invoices i where i.order_id = o.id) as invoice,
       (select json_agg(json_build_object('id', p.id, 'number', p.number, 'wholesalerId', p.wholesaler_id, 'wholesaler', json_build_object('slug', w.slug, 'name', w.name), 'status', p.status,
           'goodsCents', p.goods_cents, 'discountCents', p.discount_cents, 'shippingCents', p.shipping_cents,
           'shippingDiscountCents', p.shipping_discount_cents, 'taxTreatment', p.tax_treatment, 'shippingService', p.shipping_service, 'taxCents', p.tax_cents, 'totalCents', p.total_cents,
           'deliveredAt', p.delivered_at, 'hasParcel', exists (select from shipments s where s.wholesaler_order_id = p.id and s.status <> 'voided'),
           'refundedCents', (select coalesce(sum(r.amount_cents), 0) from refunds r where r.wholesaler_order_id = p.id and r.status <> 'failed'),
           'lines', ${LINES}, 'timeline', ${TIMELINE}, 'shipments', ${SHIPMENTS}, 'returns', ${RETURNS}) order by p.number)
         from wholesaler_orders p join wholesalers w on w.id = p.wholesaler_id where p.order_id = o.id) as parts
     from orders o where o.number = ?`,
    [number],
  );
  return rows[0] ?? null;
}

const LINES = `(select json_agg(json_build_object('id', l.id, 'productSlug', pr.slug, 'sku', l.sku, 'title', l.title, 'variantTitle', l.variant_title, 'quantity', l.quantity,
    'imageId', (select i.id from product_images i where i.product_id = l.product_id and i.status = 'ready' order by i.position, i.id limit 1),
    'unitPriceCents', l.unit_price_cents, 'goodsCents', l.goods_cents, 'discountCents', l.discount_cents, 'taxCents', l.tax_cents, 'why', l.price_trace,
    'refundedQuantity', (select coalesce(sum(rl.quantity), 0) from refund_lines rl where rl.order_line_id = l.id)) order by l.position, l.id)
  from order_lines l join products pr on pr.id = l.product_id where l.wholesaler_order_id = p.id)`;

const TIMELINE = `(select coalesce(json_agg(json_build_object('status', c.to_status, 'at', ${iso('c.changed_at')}) order by c.id), '[]') from status_changes c where c.subject_id = p.id)`;

const SHIPMENTS = `(select coalesce(json_agg(json_build_object('id', s.id, 'carrier', s.carrier, 'service', s.service, 'trackingCode', s.tracking_code, 'status', s.status,
    'estimatedDelivery', ${iso('s.estimated_delivery')}, 'deliveredAt', ${iso('s.delivered_at')}, 'labelUrl', null,
    'lines', (select coalesce(json_agg(json_build_object('orderLineId', sl.order_line_id, 'quantity', sl.quantity)), '[]') from shipment_lines sl where sl.shipment_id = s.id),
    'scans', (select coalesce(json_agg(json_build_object('status', e.status, 'message', e.message, 'place', e.place, 'at', ${iso('e.occurred_at')}) order by e.occurred_at desc), '[]')
      from tracking_events e where e.shipment_id = s.id)) order by s.created_at), '[]')
  from shipments s where s.wholesaler_order_id = p.id and s.status <> 'voided')`;

const REFUNDS = `(select coalesce(json_agg(json_build_object('amountCents', r.amount_cents, 'reason', r.reason, 'createdAt', ${iso('r.created_at')},
    'state', case when r.payment_id is null then 'off_invoice' when r.status in ('pending', 'sent') then 'under_way' when r.status = 'succeeded' then 'sent'
      when r.status = 'failed' then 'being_sorted_out' else r.status end, 'paidOn', b.paid_on, 'reference', b.bank_reference) order by r.created_at, r.id), '[]')
  from refunds r left join refund_bank_payments b on b.refund_id = r.id and b.status = 'posted' where r.order_id = o.id)`;

const RETURNS = `(select coalesce(json_agg(json_build_object('number', rr.number, 'status', rr.status, 'reason', rr.reason, 'createdAt', ${iso('rr.created_at')}) order by rr.created_at), '[]')
  from return_requests rr where rr.wholesaler_order_id = p.id)`;
