import { z } from 'zod';
import {
  lineId,
  ownPart,
  quotationRequest,
  quotationStatus,
  quotationView,
  unitPrice,
  words,
} from './quotation-shapes.ts';
import { day, endpoint, pageOf, pageQuery, quantity, timestamp, uuid } from './shared.ts';

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
