import {
  deleteAddress,
  exportPerson,
  forgetPerson,
  hasOpenBusiness,
  insertAddress,
  listAddresses,
  readBuyerDashboard,
  updateAddress,
} from '#backoffice/commerce/account/index.ts';
import { listOrderSummaries } from '#backoffice/commerce/order/index.ts';
import { conflict, forbidden, notFound } from '#backoffice/commerce/refusal.ts';
import { findStoreOf, type StoreOfMember } from '#backoffice/commerce/store/index.ts';
import { applyAsStore } from '#backoffice/workflows/apply-as-store.ts';
import { applyAsWholesaler } from '#backoffice/workflows/apply-as-wholesaler.ts';
import { actorOf, type Caller, canBuyWholesale, userOf } from '../access.ts';
import type { StoreView } from '../contract.ts';
import type { Routes } from '../route.ts';

export const accountRoutes: Routes = on => {
  on('readSession', async ({ caller, response }) => {
    response.setHeader('Cache-Control', 'private, no-store');
    const { user, store, wholesaler } = caller;
    return {
      user,
      store: store && {
        id: store.id,
        name: store.name,
        status: store.status as StoreView['status'],
        memberRole: store.memberRole,
      },
      canBuyWholesale: canBuyWholesale(caller),
      wholesaler: wholesaler && { id: wholesaler.id, slug: wholesaler.slug, name: wholesaler.name },
    };
  });

  on('readAccount', async ({ services, caller }) => {
    const user = userOf(caller);
    const store = await findStoreOf(services.db, user.id);
    return { user, addresses: await listAddresses(services.db, user.id), store: store && storeView(store) };
  });

  on('dashboard', async ({ services, caller }) => {
    const user = userOf(caller);
    const storeId = canBuyWholesale(caller) ? caller.store!.id : null;
    const numbers = await readBuyerDashboard(services.db, { userId: user.id, storeId }, services.now());
    const latest = await listOrderSummaries(services.db, { userId: user.id, storeId, limit: 5, after: null });
    return { ...numbers, currency: services.settings.currency, latestOrders: latest.items };
  });

  on('saveAddress', async ({ services, caller, body, response }) => {
    response.status(201);
    return services.db.transaction(trx => insertAddress(trx, ownerOf(caller), body));
  });

  on('changeAddress', async ({ services, caller, params, body }) => {
    const changed = await services.db.transaction(trx => updateAddress(trx, ownerOf(caller), params.id, body));
    if (!changed) throw notFound('address');
    return changed;
  });

  on('removeAddress', async ({ services, caller, params }) => {
    if (!(await deleteAddress(services.db, ownerOf(caller), params.id))) throw notFound('address');
    return { ok: true };
  });

  on('applyAsStore', async ({ services, caller, body }) => {
    const user = userOf(caller);
    const facts = { userId: user.id, role: user.role, emailVerified: user.emailVerified, requestId: caller.requestId };
    return storeView(await applyAsStore(services, { ...body, ...facts, website: body.website ?? null }));
  });

  on('applyAsWholesaler', async ({ services, caller, body }) => {
    const user = userOf(caller);
    const applied = await applyAsWholesaler(services, {
      ...body,
      actor: actorOf(caller),
      isEmailVerified: user.emailVerified,
    });
    return { id: applied.id, slug: applied.slug, status: applied.status, createdAt: applied.created_at.toISOString() };
  });

  on('exportAccount', async ({ services, caller, response }) => {
    response.setHeader('Content-Disposition', 'attachment; filename="stackr-account.json"');
    return exportPerson(services.db, userOf(caller).id);
  });

  on('closeAccount', async ({ services, caller }) => {
    const user = userOf(caller);
    if (['wholesaler', 'admin', 'finance'].includes(user.role))
      throw conflict('other_role', 'Write to us to close an account of this kind');
    if (await hasOpenBusiness(services.db, user.id))
      throw conflict(
        'open_business',
        'There are orders under way or open invoices: close the account when they are done',
      );
    await services.db.transaction(trx => forgetPerson(trx, user.id, services.now()));
    return { ok: true };
  });
};

/** A store's addresses are its locations, and its owners keep them; everyone without a store keeps their own. */
function ownerOf(caller: Caller): { storeId: string } | { userId: string } {
  if (!caller.store) return { userId: userOf(caller).id };
  if (caller.store.memberRole !== 'owner') throw forbidden('Only an owner of the store may change its locations');
  return { storeId: caller.store.id };
}

const storeView = (store: StoreOfMember): StoreView => ({
  id: store.id,
  name: store.name,
  legalName: store.legal_name,
  taxId: store.tax_id,
  country: store.country,
  website: store.website,
  status: store.status,
  statusReason: store.status_reason,
  memberRole: store.member_role,
  creditCents: store.credit_cents,
  terms: store.terms_days
    ? { days: store.terms_days, creditLimitCents: store.credit_limit_cents, availableCents: store.available_cents }
    : null,
});
