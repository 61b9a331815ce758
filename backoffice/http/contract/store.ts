import { z } from 'zod';
import { checkoutRequest, quoteView } from './cart.ts';
import { cents, currency, day, endpoint, ok, pageOf, pageQuery, timestamp, uuid } from './shared.ts';

export const memberRole = z.enum(['owner', 'buyer', 'approver']);
/** The most one order may come to, tax and delivery included; above it someone else approves. Null: no limit. */
const spendingLimitCents = z.int().min(0).max(1_000_000_000).nullable();

export const teamView = z.object({
  mayManage: z.boolean(),
  members: z.array(
    z.object({
      id: uuid,
      name: z.string(),
      email: z.string(),
      memberRole,
      spendingLimitCents: cents.nullable(),
      since: day,
      isYou: z.boolean(),
    }),
  ),
  /** Open ones; for owners only. */
  invitations: z.array(
    z.object({
      id: uuid,
      email: z.string(),
      memberRole,
      spendingLimitCents: cents.nullable(),
      invitedBy: z.string().nullable(),
      expiresAt: day,
      isExpired: z.boolean(),
    }),
  ),
});
export type TeamView = z.infer<typeof teamView>;

export const documentView = z.object({
  id: uuid,
  kind: z.enum(['application', 'certificate']),
  name: z.string(),
  contentType: z.string(),
  byteSize: z.int(),
  uploadedOn: day,
});
export type DocumentView = z.infer<typeof documentView>;
export const certificateView = z.object({
  id: uuid,
  documentId: uuid,
  number: z.string(),
  expiresOn: day,
  status: z.enum(['submitted', 'accepted', 'rejected', 'withdrawn']),
  statusReason: z.string().nullable(),
  submittedOn: day,
});
export type CertificateView = z.infer<typeof certificateView>;

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
const token = z.string().min(20).max(100);
const newMember = z.object({ memberRole, spendingLimitCents: spendingLimitCents.default(null) });

export const store = {
  readTeam: endpoint({
    method: 'GET',
    path: '/api/store/team',
    group,
    access: 'signed_in',
    summary: 'Who belongs to my store, and for owners who is invited',
    answer: teamView,
  }),
  inviteMember: endpoint({
    method: 'POST',
    path: '/api/store/invitations',
    group,
    access: 'signed_in',
    status: 201,
    summary: 'Invite someone by mail (owners); the link works once, for fourteen days',
    body: newMember.extend({ email: z.email('Enter an e-mail address').max(200) }),
    answer: z.object({ id: uuid }),
  }),
  revokeInvitation: endpoint({
    method: 'DELETE',
    path: '/api/store/invitations/:id',
    group,
    access: 'signed_in',
    summary: 'Take an invitation back (owners)',
    params: byId,
    answer: ok,
  }),
  readInvitation: endpoint({
    method: 'GET',
    path: '/api/store/invitations/open',
    group,
    access: 'anyone',
    summary: 'What an invitation is for, by the token of its letter',
    query: z.object({ token }),
    answer: z.object({
      storeName: z.string(),
      email: z.string(),
      memberRole,
      invitedBy: z.string().nullable(),
      expiresOn: day,
    }),
  }),
  acceptInvitation: endpoint({
    method: 'POST',
    path: '/api/store/invitations/accept',
    group,
    access: 'signed_in',
    summary: 'Join the store, as the person the invitation was sent to',
    body: z.object({ token }),
    answer: z.object({ storeName: z.string() }),
  }),
  changeMember: endpoint({
    method: 'PATCH',
    path: '/api/store/members/:id',
    group,
    access: 'signed_in',
    summary: 'Change a role or a limit (owners)',
    params: byId,
    body: z.object({ memberRole, spendingLimitCents }).partial(),
    answer: ok,
  }),
  removeMember: endpoint({
    method: 'DELETE',
    path: '/api/store/members/:id',
    group,
    access: 'signed_in',
    summary: 'Remove a member (owners), or leave; the last owner stays',
    params: byId,
    answer: ok,
  }),
  listDocuments: endpoint({
    method: 'GET',
    path: '/api/store/documents',
    group,
    access: 'signed_in',
    summary: 'What my store has handed in',
    answer: z.object({ items: z.array(documentView) }),
  }),
  uploadDocument: endpoint({
    method: 'POST',
    path: '/api/store/documents',
    group,
    access: 'signed_in',
    status: 201,
    summary: 'Hand in a document for the application: multipart/form-data with "file" (PDF, PNG or JPEG, up to 10 MB)',
    answer: z.object({ id: uuid }),
  }),
  readStoreDocument: endpoint({
    method: 'GET',
    path: '/api/store/documents/:id',
    group,
    access: 'signed_in',
    summary: 'A document, for members of its store and for staff',
    params: byId,
  }),
  listCertificates: endpoint({
    method: 'GET',
    path: '/api/store/certificates',
    group,
    access: 'signed_in',
    summary: 'Certificates of exemption from tax',
    answer: z.object({ exemptUntil: day.nullable(), items: z.array(certificateView) }),
  }),
  submitCertificate: endpoint({
    method: 'POST',
    path: '/api/store/certificates',
    group,
    access: 'store',
    status: 201,
    summary: 'Hand in a certificate (owners): multipart/form-data with "file", "number" and "expiresOn"',
    answer: z.object({ id: uuid }),
  }),
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
