import { z } from 'zod';
import { checkoutRequest, quoteView } from './checkout.ts';
import { cents, currency, day, endpoint, ok, pageOf, pageQuery, timestamp, uuid } from './shared.ts';

export const approvalSummary = z.object({
  number: z.string(),
  status: z.enum(['submitted', 'approved', 'declined', 'withdrawn']),
  statusReason: z.string().nullable(),
  submittedBy: z.string(),
  isMine: z.boolean(),
  decidedBy: z.string().nullable(),
  currency,
  totalCents: cents,
  lineCount: z.int(),
  poNumber: z.string().nullable(),
  orderNumber: z.string().nullable(),
  createdAt: timestamp,
});
export type ApprovalSummary = z.infer<typeof approvalSummary>;
export const approvalView = approvalSummary.extend({
  payment: z.enum(['card', 'terms']),
  shippingAddress: z.object({
    name: z.string(),
    line1: z.string(),
    city: z.string(),
    postalCode: z.string(),
    country: z.string(),
  }),
  note: z.string().nullable(),
  lines: z.array(
    z.object({
      variantId: uuid,
      title: z.string(),
      variantTitle: z.string(),
      sku: z.string(),
      imageId: uuid.nullable(),
      wholesalerName: z.string(),
      quantity: z.int(),
      unitPriceCents: cents,
      goodsCents: cents,
      /** What it costs now; null when it was decided. */
      unitPriceNowCents: cents.nullable(),
    }),
  ),
  /** What it comes to now and what stands against it, while it waits. */
  now: quoteView.pick({ totalCents: true, refusals: true }).nullable(),
  mayDecide: z.boolean(),
});
export type ApprovalView = z.infer<typeof approvalView>;

export const invoiceView = z.object({
  number: z.string(),
  orderNumber: z.string(),
  poNumber: z.string().nullable(),
  status: z.enum(['open', 'paid', 'void']),
  isOverdue: z.boolean(),
  currency,
  totalCents: cents,
  creditedCents: cents,
  paidCents: cents,
  /** Negative: the store's credit. */
  openCents: cents,
  issuedOn: day,
  dueOn: day,
  paidOn: day.nullable(),
});
export type InvoiceView = z.infer<typeof invoiceView>;

const group = 'store';
const byId = z.object({ id: uuid });
const byNumber = z.object({ number: z.string().max(40) });

/** Orders that ask for a yes, and invoices. */
export const terms = {
  listApprovals: endpoint({
    method: 'GET',
    path: '/api/store/approvals',
    group,
    access: 'store',
    summary: 'Orders above a limit: all of the store for owners and approvers, my own for buyers',
    answer: z.object({ items: z.array(approvalSummary) }),
  }),
  readApproval: endpoint({
    method: 'GET',
    path: '/api/store/approvals/:number',
    group,
    access: 'store',
    summary: 'One of them, with what it comes to now',
    params: byNumber,
    answer: approvalView,
  }),
  submitOrder: endpoint({
    method: 'POST',
    path: '/api/store/approvals',
    group,
    access: 'store',
    status: 201,
    needsIdempotencyKey: true,
    summary: 'Submit an order above my limit; nothing is reserved until it is approved',
    body: checkoutRequest.omit({ channel: true, email: true }),
    answer: z.object({ number: z.string() }),
  }),
  approveOrder: endpoint({
    method: 'POST',
    path: '/api/store/approvals/:number/approval',
    group,
    access: 'store',
    summary: 'Approve: it is judged anew and placed. A sum that rose is approved only as seenTotalCents',
    params: byNumber,
    body: z.object({ seenTotalCents: cents.optional() }),
    answer: z.object({ orderNumber: z.string(), redirectUrl: z.string().nullable() }),
  }),
  declineOrder: endpoint({
    method: 'POST',
    path: '/api/store/approvals/:number/refusal',
    group,
    access: 'store',
    summary: 'Decline with a reason; the lines go back to the buyer’s cart',
    params: byNumber,
    body: z.object({ reason: z.string().trim().max(1000).default('') }),
    answer: ok,
  }),
  withdrawOrder: endpoint({
    method: 'DELETE',
    path: '/api/store/approvals/:number',
    group,
    access: 'store',
    summary: 'Take my own back, while it waits',
    params: byNumber,
    answer: ok,
  }),
  listInvoices: endpoint({
    method: 'GET',
    path: '/api/invoices',
    group,
    access: 'signed_in',
    summary: 'Invoices of my store: open ones by due day, or settled ones by date',
    query: pageQuery.extend({ state: z.enum(['open', 'settled']).default('open') }),
    answer: pageOf(invoiceView),
  }),
  readInvoicePdf: endpoint({
    method: 'GET',
    path: '/api/admin/invoices/:id/pdf',
    group: 'admin',
    access: 'finance',
    summary: 'The invoice as PDF, for staff',
    params: byId,
  }),
  readCommissionInvoicePdf: endpoint({
    method: 'GET',
    path: '/api/admin/commission-invoices/:id/pdf',
    group: 'admin',
    access: 'finance',
    summary: 'A wholesaler’s commission invoice as PDF, for staff',
    params: byId,
  }),
  payInvoice: endpoint({
    method: 'POST',
    path: '/api/invoices/:number/payment',
    group,
    access: 'signed_in',
    needsIdempotencyKey: true,
    summary: 'Open the pay page for what is open on an invoice; a repeat answers the same page',
    params: byNumber,
    body: z.object({}),
    answer: z.object({ number: z.string(), currency, amountCents: cents, redirectUrl: z.string() }),
  }),
};
