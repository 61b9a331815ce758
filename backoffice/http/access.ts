import { Refusal } from '#backoffice/commerce/refusal.ts';
import type { Endpoint } from './contract/shared.ts';

/** Who asks, read once a request from the session cookie. A guest has only a guest token. */
export interface Caller {
  user: { id: string; name: string; email: string; emailVerified: boolean; role: Role } | null;
  store: { id: string; name: string; status: string; memberRole: 'owner' | 'buyer' | 'approver' } | null;
  wholesaler: { id: string; slug: string; name: string; status: string } | null;
  /** From the guest's cookie; the carts table keeps its hash. */
  guestToken: string | null;
  requestId: string;
  ip: string;
}
export type Role = 'customer' | 'store_owner' | 'wholesaler' | 'admin' | 'finance';

/** The one place that decides about wholesale prices, B2B stock and the b2b cart. */
export const canBuyWholesale = (caller: Caller): boolean => caller.store?.status === 'approved';

const roles: Record<Endpoint['access'], (caller: Caller) => boolean> = {
  anyone: () => true,
  vendor_webhook: () => true,
  signed_in: caller => caller.user !== null,
  store: canBuyWholesale,
  wholesaler: caller => caller.user?.role === 'wholesaler' && caller.wholesaler !== null,
  admin: caller => caller.user?.role === 'admin',
  finance: caller => caller.user?.role === 'finance' || caller.user?.role === 'admin',
};

/** 401 without a session, 403 with the wrong one. Which rows are whose is decided in each query. */
export function requireAccess(access: Endpoint['access'], caller: Caller): void {
  if (roles[access](caller)) return;
  if (!caller.user) throw new Refusal('not_signed_in', 'not_signed_in', 'Sign in first');
  throw new Refusal('forbidden', 'forbidden', 'Your account may not do this');
}

/** For endpoints whose access says there is one. */
export function userOf(caller: Caller): NonNullable<Caller['user']> {
  if (!caller.user) throw new Refusal('not_signed_in', 'not_signed_in', 'Sign in first');
  return caller.user;
}

/** As the audit log names who did it. */
export function actorOf(caller: Caller): { userId: string; role: Role; requestId: string } {
  const user = userOf(caller);
  return { userId: user.id, role: user.role, requestId: caller.requestId };
}

/** For endpoints of the wholesaler group. */
export function wholesalerOf(caller: Caller): NonNullable<Caller['wholesaler']> {
  if (!caller.wholesaler) throw new Refusal('forbidden', 'forbidden', 'Your account may not do this');
  return caller.wholesaler;
}
