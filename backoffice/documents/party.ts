/** As addresses are kept with an order. */
export interface Address {
  name: string;
  company?: string | null | undefined;
  line1: string;
  line2?: string | null | undefined;
  city: string;
  region?: string | null | undefined;
  postalCode: string;
  /** ISO 3166, two letters. */
  country: string;
  phone?: string | null | undefined;
}

/** Someone named on a document. */
export interface Party {
  address: Address;
  vatId?: string | null;
  email?: string | null;
}

/** As it is written on a parcel, top to bottom, the country in the reader's language. */
export function addressLines(address: Address, locale: string): string[] {
  const street = [address.line1, address.line2];
  const town = [address.postalCode, address.city, address.region].filter(Boolean).join(' ');
  return [address.company, address.name, ...street, town, countryName(address.country, locale)].filter(isWritten);
}

export function partyLines(party: Party, locale: string): string[] {
  return [...addressLines(party.address, locale), party.vatId && `VAT ${party.vatId}`, party.email].filter(isWritten);
}

function countryName(country: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country;
}

function isWritten(line: string | null | undefined): line is string {
  return Boolean(line);
}
