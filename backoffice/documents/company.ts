import type { Party } from './party.ts';

/** Who runs this marketplace, as letters and documents must say. An operator changes this file before the first real order. */
export const company = {
  address: {
    name: 'Stackr Marketplace Ltd',
    line1: '12 Harbour Row',
    city: 'Dublin',
    postalCode: 'D02 X285',
    country: 'IE',
  },
  vatId: 'IE1234567T',
  email: 'hello@stackr.example',
} satisfies Party;

/** Where stores on net terms pay their invoices. */
export const bankAccount = {
  accountHolder: company.address.name,
  iban: 'IE29 AIBK 9311 5212 3456 78',
  bic: 'AIBKIE2D',
};

/** The language of letters and documents. */
export const houseLocale = 'en-IE';
