import { z } from 'zod';
import { whyStep } from './pricing.ts';
import { address, cents, channel, currency, endpoint, pageOf, pageQuery, quantity, timestamp, uuid } from './shared.ts';

export const orderStatus = z.enum([
  'awaiting_payment',
  'placed',
  'partly_shipped',
  'shipped',
  'delivered',
  'completed',
  'expired',
  'cancelled',
]);
export const wholesalerOrderStatus = z.enum([
  'awaiting_payment',
  'placed',
  'accepted',
  'packed',
  'shipped',
  'delivered',
  'closed',
  'cancelled',
  'expired',
  'returned',
]);

export const orderSummary = z.object({
  number: z.string(),
  channel,
  status: orderStatus,
  createdAt: timestamp,
  placedAt: timestamp.nullable(),
  currency,
  totalCents: cents,
  unitCount: z.int(),
  wholesalerNames: z.array(z.string()),
  imageIds: z.array(uuid),
  poNumber: z.string().nullable(),
  /** Sent again for what went wrong, with nothing to pay. */
  isReplacement: z.boolean(),
});

export const shipmentView = z.object({
  id: uuid,
  carrier: z.string(),
  service: z.string(),
  trackingCode: z.string(),
  status: z.string(),
  estimatedDelivery: timestamp.nullable(),
  deliveredAt: timestamp.nullable(),
  labelUrl: z.string().nullable(),
  lines: z.array(z.object({ orderLineId: uuid, quantity: z.int() })),
  scans: z.array(z.object({ status: z.string(), message: z.string(), place: z.string().nullable(), at: timestamp })),
});

export const orderLine = z.object({
  id: uuid,
  productSlug: z.string(),
  imageId: uuid.nullable(),
  sku: z.string(),
  title: z.string(),
  variantTitle: z.string(),
  quantity: z.int(),
  unitPriceCents: cents,
  goodsCents: cents,
  discountCents: cents,
  taxCents: cents,
  /** list → tier → promotion → tax. */
  why: z.array(whyStep),
  refundedQuantity: z.int(),
});

export const wholesalerOrderView = z.object({
  id: uuid,
  number: z.string(),
  wholesaler: z.object({ slug: z.string(), name: z.string() }),
  status: wholesalerOrderStatus,
  lines: z.array(orderLine),
  goodsCents: cents,
  discountCents: cents,
  /** As it was paid; what a promotion took off it is shippingDiscountCents. */
  shippingCents: cents,
  shippingDiscountCents: cents,
  taxTreatment: z.enum(['taxed', 'exempt', 'reverse_charge', 'export']),
  shippingService: z.string(),
  taxCents: cents,
  totalCents: cents,
  refundedCents: cents,
  canCancel: z.boolean(),
  canReturn: z.boolean(),
  timeline: z.array(z.object({ status: wholesalerOrderStatus, at: timestamp })),
  shipments: z.array(shipmentView),
  returns: z.array(z.object({ number: z.string(), status: z.string(), reason: z.string(), createdAt: timestamp })),
});

export const orderView = orderSummary.omit({ wholesalerNames: true, imageIds: true, unitCount: true }).extend({
  email: z.string(),
  /** none: a replacement. */
  paymentMethod: z.enum(['card', 'terms', 'none']),
  /** The order whose goods a replacement sends again. */
  replaces: z.object({ number: z.string(), reason: z.string() }).nullable(),
  /** Orders that send goods of this one again. */
  replacements: z.array(z.object({ number: z.string(), reason: z.string() })),
  /** Set while the order waits for payment. */
  payUrl: z.string().nullable(),
  expiresAt: timestamp.nullable(),
  pricesIncludeTax: z.boolean(),
  goodsCents: cents,
  discountCents: cents,
  /** What promotions took off it, goods and delivery together. */
  promotions: z.array(z.object({ code: z.string().nullable(), title: z.string(), discountCents: cents })),
  shippingCents: cents,
  taxCents: cents,
  refundedCents: cents,
  refunds: z.array(
    z.object({
      amountCents: cents,
      reason: z.string(),
      createdAt: timestamp,
      /** being_sorted_out: the bank sent it back, and finance looks for another way. off_invoice: on terms. */
      state: z.enum(['under_way', 'sent', 'being_sorted_out', 'paid_by_bank', 'off_invoice']),
      /** Of one paid by bank. */
      paidOn: z.string().nullable(),
      reference: z.string().nullable(),
    }),
  ),
  shippingAddress: address,
  billingAddress: address,
  invoice: z.object({ number: z.string(), dueOn: z.string(), status: z.string(), openCents: cents }).nullable(),
  documents: z.array(z.enum(['invoice'])),
  statusReason: z.string().nullable(),
  parts: z.array(wholesalerOrderView),
});
export type OrderView = z.infer<typeof orderView>;

const byNumber = z.object({ number: z.string().max(40) });
const guestToken = z.object({ token: z.string().max(200).optional() });

export const orders = {
  listOrders: endpoint({
    method: 'GET',
    path: '/api/orders',
    group: 'orders',
    access: 'signed_in',
    summary:
      "My orders (and my store's), newest first; q looks in order, PO and invoice numbers and wholesalers' names",
    query: pageQuery.extend({ channel: channel.optional(), q: z.string().trim().max(80).optional() }),
    answer: pageOf(orderSummary),
  }),
  readOrder: endpoint({
    method: 'GET',
    path: '/api/orders/:number',
    group: 'orders',
    access: 'anyone',
    summary: 'One order with its parts and parcels; a guest passes the token of the checkout',
    params: byNumber,
    query: guestToken,
    answer: orderView,
  }),
  cancelOrder: endpoint({
    method: 'POST',
    path: '/api/orders/:number/cancellation',
    group: 'orders',
    access: 'anyone',
    needsIdempotencyKey: true,
    summary: "Cancel what has not been shipped (all, or one wholesaler's part) and refund it",
    params: byNumber,
    query: guestToken,
    body: z.object({ wholesaler: z.string().optional(), reason: z.string().trim().min(1, 'Say why').max(500) }),
    answer: orderView,
  }),
  requestReturn: endpoint({
    method: 'POST',
    path: '/api/orders/:number/returns',
    group: 'orders',
    access: 'anyone',
    status: 201,
    needsIdempotencyKey: true,
    summary: 'Ask to send delivered items back',
    params: byNumber,
    query: guestToken,
    body: z.object({
      wholesaler: z.string(),
      reason: z.string().trim().min(1, 'Say why').max(1000),
      lines: z.array(z.object({ orderLineId: uuid, quantity })).min(1, 'Choose at least one item'),
    }),
    answer: z.object({ number: z.string(), status: z.string() }),
  }),
  reorder: endpoint({
    method: 'POST',
    path: '/api/orders/:number/reorder',
    group: 'orders',
    access: 'signed_in',
    summary:
      'Set the lines of a past order in the cart, in these quantities or in those of the preview; answers what could not be added and why',
    params: byNumber,
    body: z.object({
      lines: z
        .array(z.object({ variantId: uuid, quantity }))
        .max(1000)
        .optional(),
    }),
    answer: z.object({
      added: z.int(),
      skipped: z.array(z.object({ sku: z.string(), title: z.string(), message: z.string() })),
    }),
  }),
  readDocument: endpoint({
    method: 'GET',
    path: '/api/orders/:number/documents/:kind',
    group: 'orders',
    access: 'anyone',
    summary: 'The invoice as PDF',
    params: byNumber.extend({ kind: z.enum(['invoice']) }),
    query: guestToken,
  }),
  reviewProduct: endpoint({
    method: 'POST',
    path: '/api/orders/:number/reviews',
    group: 'orders',
    access: 'signed_in',
    status: 201,
    summary: 'Review a product of a delivered order; a second review replaces the first',
    params: byNumber,
    body: z.object({
      productSlug: z.string(),
      rating: z.int().min(1, 'Choose one to five stars').max(5),
      title: z.string().trim().max(120).default(''),
      body: z.string().trim().max(4000).default(''),
    }),
    answer: z.object({ id: uuid }),
  }),
};
