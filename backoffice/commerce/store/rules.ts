import { type Country, checkVAT, countries } from 'jsvat-next';
import { formatMoney } from '../money.ts';
import type { Reason } from '../refusal.ts';
import type { BuyingStore } from './buying.ts';

// By ISO code: the EU, the United Kingdom, Switzerland, Norway and some others.
const VAT_COUNTRIES = new Map<string, Country>(countries.map(one => [one.codes[0]!, one]));
const EIN = /^\d{2}-?\d{7}$/;
const ELSEWHERE = /^[A-Z0-9-]{4,20}$/;

/** As it is stored and compared: capital letters and digits, the hyphen of an EIN kept. */
export function plainTaxId(taxId: string): string {
  return taxId.toUpperCase().replace(/[\s./]/g, '');
}

/** Form only: whether it is registered is the reviewer's question. */
export function taxIdProblem(country: string, taxId: string): Reason | null {
  if (hasForm(country, plainTaxId(taxId))) return null;
  const name = country === 'US' ? 'an EIN such as 12-3456789' : `a tax id of ${country}`;
  return { code: 'tax_id_form', subject: 'taxId', message: `${taxId} does not have the form of ${name}` };
}

function hasForm(country: string, taxId: string): boolean {
  if (country === 'US') return EIN.test(taxId);
  const known = VAT_COUNTRIES.get(country);
  return known ? checkVAT(taxId.replaceAll('-', ''), [known]).isValidFormat : ELSEWHERE.test(taxId);
}

/** Why this store, or this member of it, cannot place an order of that total. isApproved: someone else has said yes to the sum. */
export function buyingReasons(
  store: BuyingStore | null,
  order: { totalCents: number; currency: string; isApproved: boolean },
): Reason[] {
  if (!store) return [];
  const { totalCents, currency, isApproved } = order;
  if (store.status !== 'approved')
    return [
      { code: 'store_not_approved', message: `${store.name} is ${store.status.replace('_', ' ')} and cannot order` },
    ];
  const limit = store.spendingLimitCents;
  if (isApproved || limit === null || totalCents <= limit) return [];
  return [
    {
      code: 'approval_needed',
      subject: 'approval',
      message: `This is above your limit of ${formatMoney(limit, currency)} an order: submit it for approval`,
      fix: { missingCents: totalCents - limit },
    },
  ];
}

/** Why not on terms, apart from the credit limit. */
export function overdueReason(store: BuyingStore): Reason | null {
  if (!store.overdueInvoice) return null;
  const { number, dueOn } = store.overdueInvoice;
  return {
    code: 'invoice_overdue',
    subject: 'payment',
    message: `Invoice ${number} was due on ${dueOn}: pay it first, or pay this order by card`,
  };
}
