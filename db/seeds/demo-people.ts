import { stableId } from './chance.ts';
import { DEMO_WHOLESALERS } from './demo-catalogue/index.ts';

/** Everyone's in the demo world; printed by the launcher. */
export const DEMO_PASSWORD = 'stackr-demo-2026';

type Role = 'customer' | 'store_owner' | 'wholesaler' | 'admin' | 'finance';

export interface DemoPerson {
  id: string;
  name: string;
  email: string;
  role: Role;
}

const person = (name: string, mailbox: string, role: Role): DemoPerson => ({
  id: stableId(`user ${mailbox}`),
  name,
  email: `${mailbox}@stackr.example`,
  role,
});

export const ADMIN = person('Ada Lindqvist', 'admin', 'admin');
/** Two people, because a large payout batch is released by a second one. */
export const FINANCE = person('Finn Aalto', 'finance', 'finance');
export const CONTROLLER = person('Cora Weiss', 'controller', 'finance');

export const CUSTOMERS = [
  { ...person('Emma Larsen', 'emma', 'customer'), home: ['Rosenweg 5', '50667', 'Köln', 'DE'] },
  { ...person('Matteo Ricci', 'matteo', 'customer'), home: ['Via Garibaldi 18', '40124', 'Bologna', 'IT'] },
  { ...person('Claire Dubois', 'claire', 'customer'), home: ['12 rue des Lilas', '69003', 'Lyon', 'FR'] },
  { ...person('Jan de Boer', 'jan', 'customer'), home: ['Prinsengracht 402', '1016 JC', 'Amsterdam', 'NL'] },
  { ...person('Hannah Gruber', 'hannah', 'customer'), home: ['Lindengasse 9', '1070', 'Wien', 'AT'] },
  { ...person('Tomás Oliveira', 'tomas', 'customer'), home: ['Rua do Sol 61', '1200-462', 'Lisboa', 'PT'] },
  { ...person('Freja Holm', 'freja', 'customer'), home: ['Nørregade 14', '5000', 'Odense', 'DK'] },
  { ...person('Lucía Martín', 'lucia', 'customer'), home: ['Calle Mayor 33', '28013', 'Madrid', 'ES'] },
] as const;

/** What each store's row says beside its owner. */
export const STORES = [
  {
    owner: person('Nora Nielsen', 'nora', 'store_owner'),
    name: 'Nora & Nielsen',
    legal_name: 'Nora & Nielsen Conceptstore GmbH',
    tax_id: 'DE301234567',
    status: 'approved',
    terms_days: 30,
    credit_limit_cents: 1_500_000,
    about: 'Concept store with a coffee bar on 140 square metres; table, paper and things to give.',
    website: 'https://nora-nielsen.example',
    address: ['Schanzenstraße 41', '20357', 'Hamburg', 'DE'],
    isPartner: true,
  },
  {
    owner: person('Theo Brandner', 'theo', 'store_owner'),
    name: 'Brandner am Eck',
    legal_name: 'Brandner Feinkost e.U.',
    tax_id: 'ATU70123456',
    status: 'approved',
    terms_days: null,
    credit_limit_cents: 0,
    about: 'Delicatessen since 1987: coffee, tea, chocolate, and a shelf for the kitchen.',
    website: null,
    address: ['Neubaugasse 22', '1070', 'Wien', 'AT'],
    isPartner: false,
  },
  {
    owner: person('Amélie Garnier', 'amelie', 'store_owner'),
    name: 'Maison Garnier',
    legal_name: 'Maison Garnier SARL',
    tax_id: 'FR55501234567',
    status: 'approved',
    terms_days: 15,
    credit_limit_cents: 800_000,
    about: 'Two shops for home and bath, in Nantes and in Rennes.',
    website: 'https://maison-garnier.example',
    address: ['8 rue Crébillon', '44000', 'Nantes', 'FR'],
    isPartner: false,
  },
  {
    owner: person('Paul Vandenberg', 'paul', 'customer'),
    name: 'De Kleine Tuin',
    legal_name: 'De Kleine Tuin BV',
    tax_id: 'NL861234567B01',
    status: 'in_review',
    terms_days: null,
    credit_limit_cents: 0,
    about: 'Garden shop and café that opens in spring; asks for terms of thirty days.',
    website: 'https://dekleinetuin.example',
    address: ['Haarlemmerdijk 120', '1013 JH', 'Amsterdam', 'NL'],
    isPartner: false,
  },
  {
    owner: person('Greta Sommer', 'greta', 'customer'),
    name: 'Sommer Import',
    legal_name: 'Sommer Import-Export',
    tax_id: 'DE309999999',
    status: 'rejected',
    status_reason: 'The tax id belongs to another company. Please apply again with your own.',
    terms_days: null,
    credit_limit_cents: 0,
    about: 'Trade of all kinds.',
    website: null,
    address: ['Industriestraße 200', '63065', 'Offenbach', 'DE'],
    isPartner: false,
  },
] as const;

/** Two who buy for Nora's store: one within a limit, one who says yes to what is above it. */
export const BUYER = person('Björn Weiß', 'bjorn', 'store_owner');
export const APPROVER = person('Ines Marten', 'ines', 'store_owner');

export const WHOLESALER_PEOPLE = DEMO_WHOLESALERS.map(wholesaler => ({
  ...person(wholesaler.person, wholesaler.slug, 'wholesaler' as const),
  slug: wholesaler.slug,
}));

/** A thirteenth house that waits for the admin's decision. */
export const APPLICANT = {
  ...person('Astrid Bergqvist', 'bergqvist-ull', 'wholesaler'),
  slug: 'bergqvist-ull',
  business: 'Bergqvist Ull',
};

export const EVERYONE: DemoPerson[] = [
  ADMIN,
  FINANCE,
  CONTROLLER,
  ...CUSTOMERS,
  ...STORES.map(store => store.owner),
  BUYER,
  APPROVER,
  ...WHOLESALER_PEOPLE,
  APPLICANT,
].map(({ id, name, email, role }) => ({ id, name, email, role }));

/** For the launcher's table: who to sign in as, to see what. */
export const DEMO_ACCOUNTS: { role: string; email: string; password: string; shows: string }[] = [
  { role: 'admin', email: ADMIN.email, shows: 'queues, rules, refunds' },
  { role: 'finance', email: FINANCE.email, shows: 'ledger and payouts' },
  { role: 'finance', email: CONTROLLER.email, shows: 'the second person' },
  { role: 'wholesaler', email: WHOLESALER_PEOPLE[0]!.email, shows: 'Kranich Coffee Roasters' },
  { role: 'wholesaler', email: WHOLESALER_PEOPLE[1]!.email, shows: 'Atelier Argile' },
  { role: 'store owner', email: STORES[0].owner.email, shows: 'approved, net 30' },
  { role: 'store buyer', email: BUYER.email, shows: 'buys for the same store up to €400 an order' },
  { role: 'store approver', email: APPROVER.email, shows: 'an order that waits for a yes' },
  { role: 'store owner', email: STORES[1].owner.email, shows: 'approved, pays by card' },
  { role: 'store owner', email: STORES[2].owner.email, shows: 'invoices paid, open and overdue' },
  { role: 'store owner', email: STORES[3].owner.email, shows: 'in review' },
  { role: 'customer', email: CUSTOMERS[0].email, shows: 'orders on the way' },
].map(account => ({ ...account, password: DEMO_PASSWORD }));
