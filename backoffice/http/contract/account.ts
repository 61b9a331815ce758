import { z } from 'zod';
import { orderSummary } from './orders.ts';
import { address, cents, country, currency, endpoint, ok, timestamp, uuid } from './shared.ts';

export const savedAddress = address.extend({
  id: uuid,
  isDefault: z.boolean(),
  /** Of a store: what its buyers call the place. */
  locationName: z.string().nullable(),
});
const locationName = z.string().trim().max(80).nullish();
export const storeView = z.object({
  id: uuid,
  name: z.string(),
  legalName: z.string(),
  taxId: z.string(),
  country: z.string(),
  website: z.string().nullable(),
  status: z.enum(['in_review', 'approved', 'rejected', 'more_information', 'suspended']),
  statusReason: z.string().nullable(),
  memberRole: z.enum(['owner', 'buyer', 'approver']),
  /** What we owe the store: it settles its next invoice. */
  creditCents: cents,
  terms: z.object({ days: z.int(), creditLimitCents: cents, availableCents: cents }).nullable(),
});
export type StoreView = z.infer<typeof storeView>;

export const sessionView = z.object({
  user: z
    .object({
      id: uuid,
      name: z.string(),
      email: z.string(),
      emailVerified: z.boolean(),
      role: z.enum(['customer', 'store_owner', 'wholesaler', 'admin', 'finance']),
    })
    .nullable(),
  /** The store applied for or belonged to, in whatever status. */
  store: z
    .object({
      id: uuid,
      name: z.string(),
      status: storeView.shape.status,
      memberRole: storeView.shape.memberRole,
    })
    .nullable(),
  /** May see wholesale prices and use the b2b cart. */
  canBuyWholesale: z.boolean(),
  wholesaler: z.object({ id: uuid, slug: z.string(), name: z.string() }).nullable(),
});
export type SessionView = z.infer<typeof sessionView>;

export const storeApplication = z.object({
  name: z.string().trim().min(2, 'Enter the name of your store').max(120),
  legalName: z.string().trim().min(2, "Enter the company's legal name").max(160),
  taxId: z.string().trim().min(4, 'Enter the VAT id or EIN').max(30),
  country,
  website: z.url('Enter a full address, for example https://example.com').max(200).optional(),
  about: z.string().trim().max(2000).default(''),
  address,
});

const point = z.object({ day: z.iso.date(), cents: cents, count: z.int() });
export const account = {
  readSession: endpoint({
    method: 'GET',
    path: '/api/account/session',
    group: 'account',
    access: 'anyone',
    summary: "Who is signed in, for the storefront's header",
    answer: sessionView,
  }),
  readAccount: endpoint({
    method: 'GET',
    path: '/api/account',
    group: 'account',
    access: 'signed_in',
    summary: 'The account with addresses and store',
    answer: z.object({
      user: sessionView.shape.user.unwrap(),
      addresses: z.array(savedAddress),
      store: storeView.nullable(),
    }),
  }),
  dashboard: endpoint({
    method: 'GET',
    path: '/api/account/dashboard',
    group: 'account',
    access: 'signed_in',
    summary: 'Numbers and latest orders of a customer or of a store',
    answer: z.object({
      currency,
      openOrders: z.int(),
      onTheWay: z.int(),
      spentCents: cents,
      orderCount: z.int(),
      spending: z.array(point),
      topProducts: z.array(
        z.object({ slug: z.string(), title: z.string(), imageId: uuid.nullable(), units: z.int(), cents }),
      ),
      latestOrders: z.array(orderSummary),
      openInvoices: z.array(
        z.object({ number: z.string(), orderNumber: z.string(), dueOn: z.string(), openCents: cents }),
      ),
    }),
  }),
  saveAddress: endpoint({
    method: 'POST',
    path: '/api/account/addresses',
    group: 'account',
    access: 'signed_in',
    status: 201,
    summary: 'Add an address',
    body: address.extend({ isDefault: z.boolean().default(false), locationName }),
    answer: savedAddress,
  }),
  changeAddress: endpoint({
    method: 'PATCH',
    path: '/api/account/addresses/:id',
    group: 'account',
    access: 'signed_in',
    summary: 'Change an address',
    params: z.object({ id: uuid }),
    body: address.extend({ isDefault: z.boolean(), locationName }).partial(),
    answer: savedAddress,
  }),
  removeAddress: endpoint({
    method: 'DELETE',
    path: '/api/account/addresses/:id',
    group: 'account',
    access: 'signed_in',
    summary: 'Remove an address',
    params: z.object({ id: uuid }),
    answer: ok,
  }),
  applyAsStore: endpoint({
    method: 'POST',
    path: '/api/account/store',
    group: 'account',
    access: 'signed_in',
    status: 201,
    summary: 'Apply as a store, or apply again after a rejection or a question',
    body: storeApplication,
    answer: storeView,
  }),
  exportAccount: endpoint({
    method: 'GET',
    path: '/api/account/export',
    group: 'account',
    access: 'signed_in',
    summary: 'Everything stored about me, as JSON',
    answer: z.record(z.string(), z.unknown()),
  }),
  closeAccount: endpoint({
    method: 'DELETE',
    path: '/api/account',
    group: 'account',
    access: 'signed_in',
    summary: 'Close the account: sessions end, personal data is removed, orders stay without it',
    answer: ok,
  }),
  applyAsWholesaler: endpoint({
    method: 'POST',
    path: '/api/account/wholesaler',
    group: 'account',
    access: 'signed_in',
    status: 201,
    summary: 'Apply to sell on the marketplace',
    body: z.object({
      name: z.string().trim().min(2, 'Enter a name').max(120),
      tagline: z.string().trim().max(160).default(''),
      story: z.string().trim().max(4000).default(''),
      taxId: z.string().trim().min(4, 'Enter the VAT id').max(30),
      country,
      contactEmail: z.email().max(200),
      address,
    }),
    answer: z.object({ id: uuid, slug: z.string(), status: z.string(), createdAt: timestamp }),
  }),
};
