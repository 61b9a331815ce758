import type { Reason } from '../refusal.ts';

// Form only: two letters and what each country puts behind them; whether it is registered is the reviewer's question.
// Source: the European Commission's VIES notes on the structure of VAT numbers.
const VAT_FORMS: Record<string, RegExp> = {
  AT: /^ATU\d{8}$/,
  BE: /^BE[01]\d{9}$/,
  BG: /^BG\d{9,10}$/,
  CY: /^CY\d{8}[A-Z]$/,
  CZ: /^CZ\d{8,10}$/,
  DE: /^DE\d{9}$/,
  DK: /^DK\d{8}$/,
  EE: /^EE\d{9}$/,
  ES: /^ES[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^FI\d{8}$/,
  FR: /^FR[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GR: /^EL\d{9}$/,
  HR: /^HR\d{11}$/,
  HU: /^HU\d{8}$/,
  IE: /^IE(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^IT\d{11}$/,
  LT: /^LT(\d{9}|\d{12})$/,
  LU: /^LU\d{8}$/,
  LV: /^LV\d{11}$/,
  MT: /^MT\d{8}$/,
  NL: /^NL\d{9}B\d{2}$/,
  PL: /^PL\d{10}$/,
  PT: /^PT\d{9}$/,
  RO: /^RO\d{2,10}$/,
  SE: /^SE\d{12}$/,
  SI: /^SI\d{8}$/,
  SK: /^SK\d{10}$/,
  GB: /^GB(\d{9}|\d{12}|(GD|HA)\d{3})$/,
  CH: /^CHE\d{9}(MWST|TVA|IVA)?$/,
  US: /^\d{2}-?\d{7}$/,
};

/** As it is stored and compared: capital letters and digits, the hyphen of an EIN kept. */
export function plainTaxId(taxId: string): string {
  return taxId.toUpperCase().replace(/[\s./]/g, '');
}

export function taxIdProblem(country: string, taxId: string): Reason | null {
  const form = VAT_FORMS[country] ?? /^[A-Z0-9-]{4,20}$/;
  if (form.test(plainTaxId(taxId))) return null;
  const name = country === 'US' ? 'an EIN such as 12-3456789' : `a tax id of ${country}`;
  return { code: 'tax_id_form', subject: 'taxId', message: `${taxId} does not have the form of ${name}` };
}
