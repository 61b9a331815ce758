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

/** The language of letters and documents. */
export const houseLocale = 'en-IE';
