import { formatCountry } from './format.ts';

const DELIVERED_TO = [
  'AT',
  'BE',
  'BG',
  'CH',
  'CY',
  'CZ',
  'DE',
  'DK',
  'EE',
  'ES',
  'FI',
  'FR',
  'GB',
  'GR',
  'HR',
  'HU',
  'IE',
  'IS',
  'IT',
  'LI',
  'LT',
  'LU',
  'LV',
  'MT',
  'NL',
  'NO',
  'PL',
  'PT',
  'RO',
  'SE',
  'SI',
  'SK',
  'US',
  'CA',
];

/** For a select, by name. */
export const countryOptions = DELIVERED_TO.map(value => ({ value, label: formatCountry(value) })).sort((a, b) =>
  a.label.localeCompare(b.label, 'en'),
);
