import type { Db } from '../../connection.ts';
import { WORLD } from './ids.ts';

/** Everyone's. Hashed once, weakly, so that a test signs in by the front door in a millisecond. */
export const WORLD_PASSWORD = 'correct-horse-battery';
const PASSWORD_HASH =
  '$argon2id$v=19$m=1024,t=1,p=1$cZ0QeuZWXWUE27m4V7s3Yg$fyf+w7ufoRaHC/2ryXiJlW3DEeN/R4+Jng3rZV3aBEA';

const { users, stores, storeGroups, wholesalers, addresses } = WORLD;

export async function plantPeople(db: Db): Promise<void> {
  await db('users').insert(USERS.map(user => ({ ...user, email_verified: true })));
  await db('auth_accounts').insert(
    USERS.map(({ id }) => ({ user_id: id, account_id: id, provider_id: 'credential', password: PASSWORD_HASH })),
  );
  await db('wholesalers').insert(WHOLESALERS);
  await db('wholesaler_members').insert([
    { wholesaler_id: wholesalers.roastery, user_id: users.roaster },
    { wholesaler_id: wholesalers.pottery, user_id: users.potter },
    { wholesaler_id: wholesalers.candlery, user_id: users.chandler },
  ]);
  await db('store_groups').insert({ id: storeGroups.partners, name: 'Partners' });
  await db('stores').insert(STORES);
  await db('store_members').insert([
    { store_id: stores.corner, user_id: users.olga },
    { store_id: stores.alpine, user_id: users.sven },
    { store_id: stores.waiting, user_id: users.rita },
  ]);
  await db('addresses').insert(ADDRESSES.map(address => ({ ...address, is_default: true })));
}

const USERS = [
  { id: users.anna, name: 'Anna Ahrens', email: 'anna@example.org', role: 'customer' },
  { id: users.ben, name: 'Ben Bakker', email: 'ben@example.org', role: 'customer' },
  { id: users.olga, name: 'Olga Orlow', email: 'olga@corner.example', role: 'store_owner' },
  { id: users.sven, name: 'Sven Sommer', email: 'sven@alpine.example', role: 'store_owner' },
  { id: users.rita, name: 'Rita Rossi', email: 'rita@waiting.example', role: 'customer' },
  { id: users.roaster, name: 'Ruth Roth', email: 'ruth@roastery.example', role: 'wholesaler' },
  { id: users.potter, name: 'Paul Petit', email: 'paul@pottery.example', role: 'wholesaler' },
  { id: users.chandler, name: 'Clara Costa', email: 'clara@candlery.example', role: 'wholesaler' },
  { id: users.admin, name: 'Ada Admin', email: 'ada@stackr.example', role: 'admin' },
  { id: users.finance, name: 'Finn Finance', email: 'finn@stackr.example', role: 'finance' },
  { id: users.controller, name: 'Cora Controller', email: 'cora@stackr.example', role: 'finance' },
];

const WHOLESALERS = [
  {
    id: wholesalers.roastery,
    slug: 'north-roastery',
    name: 'North Roastery',
    tagline: 'Coffee, roasted slowly',
    country: 'DE',
    tax_id: 'DE811111111',
    contact_email: 'hello@roastery.example',
    status: 'approved',
    minimum_order_cents: 10_000,
    minimum_first_order_cents: 15_000,
    shipping_mode: 'flat',
    flat_rate_cents: 590,
    stripe_account_id: 'acct_roastery',
    payouts_enabled: true,
  },
  {
    id: wholesalers.pottery,
    slug: 'clay-and-co',
    name: 'Clay & Co',
    tagline: 'Stoneware for every day',
    country: 'FR',
    tax_id: 'FR82222222222',
    contact_email: 'hello@pottery.example',
    status: 'approved',
    minimum_order_cents: 0,
    minimum_first_order_cents: 0,
    shipping_mode: 'flat',
    flat_rate_cents: 790,
    free_shipping_over_cents: 30_000,
    stripe_account_id: 'acct_pottery',
    payouts_enabled: true,
  },
  {
    id: wholesalers.candlery,
    slug: 'slow-candles',
    name: 'Slow Candles',
    tagline: 'Poured by hand',
    country: 'DE',
    tax_id: 'DE833333333',
    contact_email: 'hello@candlery.example',
    status: 'approved',
    minimum_order_cents: 0,
    minimum_first_order_cents: 0,
    shipping_mode: 'free',
  },
];

const STORES = [
  {
    id: stores.corner,
    name: 'Corner & Co',
    legal_name: 'Corner Handels GmbH',
    tax_id: 'DE844444444',
    country: 'DE',
    status: 'approved',
    decided_at: '2026-01-05T09:00:00Z',
    decided_by: users.admin,
    terms_days: 30,
    credit_limit_cents: 500_000,
  },
  {
    id: stores.alpine,
    name: 'Alpine Living',
    legal_name: 'Alpine Living e.U.',
    tax_id: 'ATU55555555',
    country: 'AT',
    store_group_id: storeGroups.partners,
    status: 'approved',
    decided_at: '2026-01-06T09:00:00Z',
    decided_by: users.admin,
  },
  {
    id: stores.waiting,
    name: 'Bottega Rossi',
    legal_name: 'Bottega Rossi S.r.l.',
    tax_id: 'DE866666666',
    country: 'DE',
    status: 'in_review',
  },
];

const berlin = { city: 'Berlin', country: 'DE' };
const ADDRESSES = [
  {
    id: addresses.anna,
    user_id: users.anna,
    name: 'Anna Ahrens',
    line1: 'Lindenweg 3',
    postal_code: '10115',
    ...berlin,
  },
  {
    id: addresses.corner,
    store_id: stores.corner,
    name: 'Olga Orlow',
    line1: 'Eckstr. 1',
    postal_code: '10247',
    ...berlin,
  },
  {
    id: addresses.alpine,
    store_id: stores.alpine,
    name: 'Sven Sommer',
    line1: 'Bergweg 8',
    postal_code: '6020',
    city: 'Innsbruck',
    country: 'AT',
  },
  {
    id: addresses.roastery,
    wholesaler_id: wholesalers.roastery,
    name: 'North Roastery',
    line1: 'Speicherstr. 12',
    postal_code: '20457',
    city: 'Hamburg',
    country: 'DE',
  },
  {
    id: addresses.pottery,
    wholesaler_id: wholesalers.pottery,
    name: 'Clay & Co',
    line1: 'Rue des Potiers 4',
    postal_code: '87000',
    city: 'Limoges',
    country: 'FR',
  },
  {
    id: addresses.candlery,
    wholesaler_id: wholesalers.candlery,
    name: 'Slow Candles',
    line1: 'Wachsgasse 2',
    postal_code: '90402',
    city: 'Nürnberg',
    country: 'DE',
  },
];
