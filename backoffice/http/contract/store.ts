import { z } from 'zod';
import { cents, day, endpoint, ok, uuid } from './shared.ts';

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

const group = 'store';
const byId = z.object({ id: uuid });
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
};
