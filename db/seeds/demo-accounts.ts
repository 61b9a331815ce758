import type { Db } from '../connection.ts';
import { stableId } from './chance.ts';
import { DEMO_WHOLESALERS } from './demo-catalogue/index.ts';
import type { DemoWholesaler } from './demo-catalogue/records.ts';
import { ADMIN, APPLICANT, CUSTOMERS, EVERYONE, STORES, WHOLESALER_PEOPLE } from './demo-people.ts';
import { insertRows } from './insert-rows.ts';

export const wholesalerId = (slug: string) => stableId(`wholesaler ${slug}`);
export const storeId = (name: string) => stableId(`store ${name}`);
export const PARTNERS_GROUP_ID = stableId('store group partners');

/** accounts: the processor's account by wholesaler slug; a wholesaler without one cannot be paid out. */
export async function insertAccounts(
  db: Db,
  { passwordHash, accounts, at }: { passwordHash: string; accounts: Map<string, string>; at: Date },
): Promise<void> {
  const since = daysBefore(at, 280);
  await insertRows(
    db,
    'users',
    EVERYONE.map(person => ({ ...person, email_verified: true, created_at: since, updated_at: since })),
  );
  await insertRows(
    db,
    'auth_accounts',
    EVERYONE.map(({ id }) => ({
      id: stableId(`credential ${id}`),
      user_id: id,
      account_id: id,
      provider_id: 'credential',
      password: passwordHash,
      created_at: since,
      updated_at: since,
    })),
  );
  await insertRows(db, 'wholesalers', [
    ...DEMO_WHOLESALERS.map(house => wholesalerRow(house, accounts, since)),
    applicantRow(at),
  ]);
  await insertRows(
    db,
    'wholesaler_members',
    [...WHOLESALER_PEOPLE, APPLICANT].map(person => ({
      id: stableId(`member ${person.slug}`),
      wholesaler_id: wholesalerId(person.slug),
      user_id: person.id,
      created_at: since,
    })),
  );
  await insertRows(db, 'store_groups', [{ id: PARTNERS_GROUP_ID, name: 'Concept stores', created_at: since }]);
  await insertRows(
    db,
    'stores',
    STORES.map(store => storeRow(store, at)),
  );
  await insertRows(
    db,
    'store_members',
    STORES.map(store => ({
      id: stableId(`member ${store.name}`),
      store_id: storeId(store.name),
      user_id: store.owner.id,
      member_role: 'owner',
      created_at: since,
    })),
  );
  await insertRows(db, 'addresses', addressRows(since));
}

function wholesalerRow(house: DemoWholesaler, accounts: Map<string, string>, since: Date) {
  const account = accounts.get(house.slug) ?? null;
  return {
    id: wholesalerId(house.slug),
    slug: house.slug,
    name: house.name,
    tagline: house.tagline,
    story: house.story,
    logo_key: `wholesalers/${wholesalerId(house.slug)}/160.webp`,
    country: house.country,
    currency: 'EUR',
    tax_id: house.taxId,
    contact_email: WHOLESALER_PEOPLE.find(person => person.slug === house.slug)!.email,
    status: 'approved',
    minimum_order_cents: house.minimumOrderCents,
    minimum_first_order_cents: house.minimumFirstOrderCents,
    shipping_mode: house.shipping.mode,
    flat_rate_cents: house.shipping.flatCents,
    free_shipping_over_cents: house.shipping.freeOverCents,
    lead_time_days: house.leadTimeDays,
    stripe_account_id: account,
    stripe_requirements: [],
    payouts_enabled: account !== null,
    hold_days: 7,
    minimum_payout_cents: 100,
    reserve_bp: 0,
    created_at: since,
    updated_at: since,
  };
}

function applicantRow(at: Date) {
  return {
    ...wholesalerRow(DEMO_WHOLESALERS[0]!, new Map(), daysBefore(at, 2)),
    id: wholesalerId(APPLICANT.slug),
    slug: APPLICANT.slug,
    name: APPLICANT.business,
    tagline: 'Wool from Gotland, spun without hurry',
    story:
      'Astrid Bergqvist keeps sixty Gotland sheep and a carding mill from 1911. She would like to sell yarn and felt.',
    logo_key: null,
    country: 'SE',
    tax_id: 'SE556677889901',
    contact_email: APPLICANT.email,
    status: 'applied',
    lead_time_days: 6,
  };
}

function storeRow(store: (typeof STORES)[number], at: Date) {
  const isDecided = store.status !== 'in_review';
  return {
    id: storeId(store.name),
    name: store.name,
    legal_name: store.legal_name,
    tax_id: store.tax_id,
    country: store.address[3],
    website: store.website,
    about: store.about,
    store_group_id: store.isPartner ? PARTNERS_GROUP_ID : null,
    status: store.status,
    status_reason: 'status_reason' in store ? store.status_reason : null,
    decided_at: isDecided ? daysBefore(at, 200) : null,
    decided_by: isDecided ? ADMIN.id : null,
    terms_days: store.terms_days,
    credit_limit_cents: store.credit_limit_cents,
    created_at: daysBefore(at, isDecided ? 202 : 1),
    updated_at: daysBefore(at, isDecided ? 200 : 1),
  };
}

function addressRows(since: Date) {
  const row = (name: string, [line1, postal_code, city, country]: readonly string[]) => ({
    id: stableId(`address ${name}`),
    user_id: null as string | null,
    store_id: null as string | null,
    wholesaler_id: null as string | null,
    name,
    line1,
    city,
    postal_code,
    country,
    phone: '+49 30 5550 1234',
    is_default: true,
    created_at: since,
  });
  return [
    ...CUSTOMERS.map(customer => ({ ...row(customer.name, customer.home), user_id: customer.id })),
    ...STORES.map(store => ({ ...row(store.name, store.address), store_id: storeId(store.name) })),
    ...DEMO_WHOLESALERS.map(house => ({
      ...row(house.name, [house.street, house.postalCode, house.town, house.country]),
      wholesaler_id: wholesalerId(house.slug),
    })),
  ];
}

export function daysBefore(at: Date, days: number): Date {
  return new Date(at.getTime() - days * 86_400_000);
}
