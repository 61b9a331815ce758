import { type Chance, pick } from '../chance.ts';
import { storeId } from '../demo-accounts.ts';
import { CUSTOMERS, STORES } from '../demo-people.ts';
import type { Buyer } from './shapes.ts';

const GUESTS: [name: string, line1: string, postalCode: string, city: string, country: string][] = [
  ['Marie Keller', 'Goethestraße 7', '80336', 'München', 'DE'],
  ['Peter Brandt', 'Am Deich 3', '28199', 'Bremen', 'DE'],
  ['Svenja Wolf', 'Kastanienallee 55', '10119', 'Berlin', 'DE'],
  ['Julien Moreau', '3 quai Voltaire', '75007', 'Paris', 'FR'],
  ['Anouk Visser', 'Witte de Withstraat 9', '3012 BK', 'Rotterdam', 'NL'],
  ['Eva Huber', 'Herrengasse 2', '8010', 'Graz', 'AT'],
  ['Luc Peeters', 'Meir 40', '2000', 'Antwerpen', 'BE'],
  ['Chiara Bianchi', 'Via Roma 11', '10121', 'Torino', 'IT'],
  ['Pablo Ruiz', 'Calle Larios 4', '29005', 'Málaga', 'ES'],
  ['Karoline Dahl', 'Vestergade 21', '1456', 'København', 'DK'],
  ['Niklas Berg', 'Drottninggatan 12', '111 51', 'Stockholm', 'SE'],
  ['Aoife Byrne', '22 Camden Street', 'D02 X285', 'Dublin', 'IE'],
];

export function retailBuyer(chance: Chance): Buyer {
  const retail = { channel: 'b2c' as const, storeId: null, termsDays: null, isPartner: false };
  if (chance() < 0.5) {
    const { id, name, email, home } = pick(chance, CUSTOMERS);
    const [line1, postalCode, city, country] = home;
    return { ...retail, userId: id, email, address: { name, line1, postalCode, city, country } };
  }
  const [name, line1, postalCode, city, country] = pick(chance, GUESTS);
  const mailbox = name
    .normalize('NFKD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .replace(' ', '.');
  return {
    ...retail,
    userId: null,
    email: `${mailbox}@mail.example`,
    address: { name, line1, postalCode, city, country },
  };
}

const APPROVED = STORES.filter(store => store.status === 'approved');

export function wholesaleBuyer(chance: Chance): Buyer {
  const { owner, name, address, terms_days, isPartner } = pick(chance, APPROVED);
  const [line1, postalCode, city, country] = address;
  const hasTerms = terms_days !== null && chance() < 0.7;
  return {
    channel: 'b2b',
    userId: owner.id,
    storeId: storeId(name),
    email: owner.email,
    address: { name: owner.name, line1, postalCode, city, country },
    termsDays: hasTerms ? terms_days : null,
    isPartner,
  };
}
