import { z } from 'zod';
import { cents, currency, day, endpoint, pageOf, pageQuery, quantity, timestamp, uuid } from './shared.ts';

export const quotationStatus = z.enum([
  'requested',
  'offered',
  'countered',
  'accepted',
  'ordered',
  'declined',
  'expired',
  'withdrawn',
]);
export type QuotationStatus = z.infer<typeof quotationStatus>;

const unitPrice = cents.min(1, 'A price is at least one cent').max(100_000_000, 'This price is too high');
const words = (most: number) => z.string().trim().max(most, `Say it in ${most} characters at most`);
const lineId = z.object({ lineId: uuid });

export const quotationRequest = z.object({
  /** Slugs of those who are asked. */
  wholesalers: z.array(z.string().max(120)).min(1, 'Choose whom to ask').max(10, 'Ask at most ten wholesalers at once'),
  note: words(2000).default(''),
  lines: z
    .array(
      z.object({
        /** What the catalogue has. */
        variantId: uuid.optional(),
        /** What is not listed; beside a variant: the words the others read. */
        title: words(200).optional(),
        quantity,
        targetPriceCents: unitPrice.nullish(),
        neededBy: day.nullish(),
        note: words(500).default(''),
        /** Ask every chosen wholesaler, not only the one whose product it is. Words alone are always for all. */
        isOpen: z.boolean().default(false),
      }),
    )
    .min(1, 'Name at least one thing you want a price for')
    .max(100, 'Ask for at most 100 lines at once'),
});
export type QuotationRequestBody = z.infer<typeof quotationRequest>;

const agreedLine = z.object({
  lineId: uuid,
  quantity: z.int(),
  unitPriceCents: cents,
  /** What will be sent; null in a counter. */
  variant: z
    .object({ sku: z.string(), title: z.string(), variantTitle: z.string(), productSlug: z.string() })
    .nullable(),
});
const offer = z.object({
  id: uuid,
  version: z.int(),
  madeBy: z.enum(['wholesaler', 'store']),
  message: z.string(),
  validUntil: day.nullable(),
  totalCents: cents,
  lines: z.array(agreedLine),
});
const step = z.object({
  kind: quotationStatus,
  madeBy: z.enum(['wholesaler', 'store', 'time']),
  at: timestamp,
  message: z.string(),
  offer: offer.nullable(),
});
const line = z.object({
  id: uuid,
  title: z.string(),
  quantity: z.int(),
  targetPriceCents: cents.nullable(),
  neededBy: day.nullable(),
  note: z.string(),
  isOpen: z.boolean(),
  /** For a wholesaler only its own. */
  variant: z
    .object({
      id: uuid,
      sku: z.string(),
      productSlug: z.string(),
      imageId: uuid.nullable(),
      wholesaler: z.string(),
    })
    .nullable(),
});
export type QuotationLine = z.infer<typeof line>;

const part = z.object({
  wholesaler: z.object({ slug: z.string(), name: z.string() }),
  status: quotationStatus,
  /** The last day for an answer, or of the offer. */
  openUntil: day,
  orderNumber: z.string().nullable(),
  /** The newest offer of the wholesaler. */
  offer: offer.nullable(),
  steps: z.array(step),
});
export type QuotationPart = z.infer<typeof part>;

export const quotationView = z.object({
  number: z.string(),
  createdAt: timestamp,
  currency,
  note: z.string(),
  askedBy: z.string(),
  lines: z.array(line),
  parts: z.array(part),
});
export type QuotationView = z.infer<typeof quotationView>;

const ownPart = z.object({
  id: uuid,
  number: z.string(),
  status: quotationStatus,
  openUntil: day,
  currency,
  store: z.object({ name: z.string(), country: z.string() }),
  note: z.string(),
  createdAt: timestamp,
  orderNumber: z.string().nullable(),
  lines: z.array(line),
  steps: z.array(step),
});
export type OwnQuotation = z.infer<typeof ownPart>;

const reason = z.object({ reason: words(1000).default('') });
const byNumber = z.object({ number: z.string().max(20) });
const byId = z.object({ id: uuid });
const now = z.object({ status: quotationStatus });
const common = { group: 'quotations', access: 'store' } as const;
const own = { group: 'wholesaler', access: 'wholesaler' } as const;

export const quotations = {
  listQuotations: endpoint({
    ...common,
    method: 'GET',
    path: '/api/quotations',
    summary: 'Requests for quotation of your store, newest first, with the status of each part',
    query: pageQuery,
    answer: pageOf(
      z.object({
        number: z.string(),
        createdAt: timestamp,
        lineCount: z.int(),
        titles: z.array(z.string()),
        parts: z.array(z.object({ name: z.string(), status: quotationStatus, openUntil: day })),
      }),
    ),
  }),
  requestQuotation: endpoint({
    ...common,
    method: 'POST',
    path: '/api/quotations',
    status: 201,
    needsIdempotencyKey: true,
    summary: 'Ask several wholesalers for their prices at once; none learns of the others',
    body: quotationRequest,
    answer: z.object({ number: z.string() }),
  }),
  readQuotation: endpoint({
    ...common,
    method: 'GET',
    path: '/api/quotations/:number',
    summary: 'One request with every offer, counter and step of each part',
    params: byNumber,
    answer: quotationView,
  }),
  counterQuotation: endpoint({
    ...common,
    method: 'POST',
    path: '/api/quotations/:number/counter',
    summary: 'Answer an offer with the prices you hope for; the wholesaler offers again',
    params: byNumber,
    body: z.object({
      wholesaler: z.string().max(120),
      /** The offer you have seen: another one in between is refused. */
      offerId: uuid,
      message: words(2000).default(''),
      lines: z
        .array(lineId.extend({ quantity, unitPriceCents: unitPrice }))
        .min(1, 'Name at least one price')
        .max(100),
    }),
    answer: now,
  }),
  acceptQuotation: endpoint({
    ...common,
    method: 'POST',
    path: '/api/quotations/:number/acceptance',
    summary: 'Accept the offer you have seen: its lines lie in your wholesale cart at its prices until it ends',
    params: byNumber,
    body: z.object({ wholesaler: z.string().max(120), offerId: uuid }),
    answer: now,
  }),
  quotationToCart: endpoint({
    ...common,
    method: 'POST',
    path: '/api/quotations/:number/cart',
    summary: 'Put the lines of an accepted offer into your wholesale cart again',
    params: byNumber,
    body: z.object({ wholesaler: z.string().max(120) }),
    answer: z.object({ lineCount: z.int() }),
  }),
  declineQuotation: endpoint({
    ...common,
    method: 'POST',
    path: '/api/quotations/:number/decline',
    summary: 'Tell one wholesaler that nothing comes of it',
    params: byNumber,
    body: reason.extend({ wholesaler: z.string().max(120) }),
    answer: now,
  }),
  withdrawQuotation: endpoint({
    ...common,
    method: 'POST',
    path: '/api/quotations/:number/withdrawal',
    summary: 'Take the request back from everyone who has not sold anything yet',
    params: byNumber,
    body: reason,
    answer: z.object({ withdrawn: z.int() }),
  }),
  listOwnQuotations: endpoint({
    ...own,
    method: 'GET',
    path: '/api/wholesaler/quotations',
    summary: 'Requests for quotation addressed to you, newest first',
    query: pageQuery.extend({ status: quotationStatus.optional() }),
    answer: pageOf(
      z.object({
        id: uuid,
        number: z.string(),
        status: quotationStatus,
        store: z.string(),
        openUntil: day,
        lineCount: z.int(),
        createdAt: timestamp,
      }),
    ),
  }),
  readOwnQuotation: endpoint({
    ...own,
    method: 'GET',
    path: '/api/wholesaler/quotations/:id',
    summary: 'A request addressed to you, with your offers and the store’s counters',
    params: byId,
    answer: ownPart,
  }),
  answerQuotation: endpoint({
    ...own,
    method: 'POST',
    path: '/api/wholesaler/quotations/:id/offer',
    status: 201,
    summary: 'Offer prices and quantities, again as often as you like until it is accepted; lines may be left out',
    params: byId,
    body: z.object({
      message: words(2000).default(''),
      validUntil: day,
      lines: z
        .array(
          lineId.extend({
            /** Of the variant you will send; left out: the one that was asked for. */
            sku: z.string().trim().max(120).optional(),
            quantity,
            unitPriceCents: unitPrice,
          }),
        )
        .min(1, 'Offer at least one line')
        .max(100),
    }),
    answer: z.object({ status: quotationStatus, offerId: uuid, version: z.int() }),
  }),
  refuseQuotation: endpoint({
    ...own,
    method: 'POST',
    path: '/api/wholesaler/quotations/:id/decline',
    summary: 'You cannot supply this',
    params: byId,
    body: reason,
    answer: now,
  }),
  withdrawOffer: endpoint({
    ...own,
    method: 'POST',
    path: '/api/wholesaler/quotations/:id/withdrawal',
    summary: 'Take your offer back before it is accepted',
    params: byId,
    body: reason,
    answer: now,
  }),
};
