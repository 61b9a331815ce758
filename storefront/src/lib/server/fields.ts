import { typed } from './identity.ts';

export interface TypedAddress {
  name: string;
  company: string | null;
  line1: string;
  line2: string | null;
  city: string;
  region: string | null;
  postalCode: string;
  country: string;
  phone: string | null;
}

/** An address as typed; fields are named <prefix>.line1 and so on, as the service's refusals name them. */
export function readAddress(form: FormData, prefix: string): TypedAddress {
  const field = (name: string) => typed(form, prefix ? `${prefix}.${name}` : name);
  const optional = (name: string) => field(name) || null;
  return {
    name: field('name'),
    company: optional('company'),
    line1: field('line1'),
    line2: optional('line2'),
    city: field('city'),
    region: optional('region'),
    postalCode: field('postalCode'),
    country: field('country'),
    phone: optional('phone'),
  };
}

/** What was typed, to show it again beside what is wrong with it. */
export const valuesOf = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
