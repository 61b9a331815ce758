import { CUSTOMERS, DEMO_PASSWORD, FINANCE, STORES, WHOLESALER_PEOPLE } from '../../db/seeds/demo-people.ts';
import { createVisitor, type Doors, type Visitor } from './client.ts';

export interface Address {
  name: string;
  line1: string;
  postalCode: string;
  city: string;
  country: string;
}
export interface Buyer {
  name: string;
  email: string;
  visitor: Visitor;
  channel: 'b2c' | 'b2b';
  address: Address;
  /** May ask for net terms. */
  hasTerms: boolean;
}
export interface People {
  customers: Buyer[];
  stores: Buyer[];
  /** By slug. */
  wholesalers: Map<string, Visitor>;
  finance: Visitor;
  /** Somebody new each time, who does not sign in. */
  guest(number: number): Buyer;
}

/** The demo world's people, each signed in at an address of their own. */
export async function gatherPeople(doors: Doors, onSignedIn: () => void): Promise<People> {
  let addresses = 0;
  const enter = async (email: string) => {
    const visitor = createVisitor(doors, `10.77.0.${++addresses}`);
    await visitor.signIn({ email, password: DEMO_PASSWORD });
    onSignedIn();
    return visitor;
  };
  const customers: Buyer[] = [];
  for (const { name, email, home } of CUSTOMERS)
    customers.push({
      name,
      email,
      visitor: await enter(email),
      channel: 'b2c',
      address: address(name, home),
      hasTerms: false,
    });
  const stores: Buyer[] = [];
  for (const { owner, name, address: home, terms_days } of approvedStores)
    stores.push({
      name,
      email: owner.email,
      visitor: await enter(owner.email),
      channel: 'b2b',
      address: address(name, home),
      hasTerms: terms_days !== null,
    });
  const wholesalers = new Map<string, Visitor>();
  for (const { slug, email } of WHOLESALER_PEOPLE) wholesalers.set(slug, await enter(email));
  const finance = await enter(FINANCE.email);
  const guest = (number: number): Buyer => ({
    name: `Guest ${number}`,
    email: `guest-${number}@shopper.example`,
    visitor: createVisitor(doors, '10.77.1.1'),
    channel: 'b2c',
    address: address(`Guest ${number}`, ['Marktplatz 3', '28195', 'Bremen', 'DE']),
    hasTerms: false,
  });
  return { customers, stores, wholesalers, finance, guest };
}

const approvedStores = STORES.filter(store => store.status === 'approved');
export const peopleCount = CUSTOMERS.length + approvedStores.length + WHOLESALER_PEOPLE.length + 1;

const address = (
  name: string,
  [line1, postalCode, city, country]: readonly [string, string, string, string],
): Address => ({
  name,
  line1,
  postalCode,
  city,
  country,
});
