import { fail, redirect } from '@sveltejs/kit';
import { centsOf } from '#lib/quotation.ts';
import type { RefusalDetail } from '../../../../backoffice/http/contract.ts';
import { requireSignedIn } from './guard.ts';
import { typed } from './identity.ts';
import { refused } from './refused.ts';

/** Quotes are for approved stores; everyone else is told how to become one. */
export function requireStore(session: App.Locals['session'], url: URL): void {
  requireSignedIn(session, url);
  if (!session.canBuyWholesale) redirect(303, '/store/apply');
}

/** A row of the request's form, as typed. */
export interface TypedLine {
  variantId: string;
  /** What a variant is called; words of the store's own beside it, or instead of it. */
  label: string;
  wholesaler: string;
  title: string;
  quantity: string;
  price: string;
  neededBy: string;
  note: string;
  isOpen: boolean;
}
export const EMPTY_LINE: TypedLine = {
  variantId: '',
  label: '',
  wholesaler: '',
  title: '',
  quantity: '',
  price: '',
  neededBy: '',
  note: '',
  isOpen: true,
};

export function readLines(form: FormData): TypedLine[] {
  const count = new Set([...form.keys()].flatMap(name => name.match(/^lines\.(\d+)\./)?.[1] ?? [])).size;
  return Array.from({ length: count }, (_, index) => {
    const field = (name: string) => typed(form, `lines.${index}.${name}`);
    return {
      variantId: field('variantId'),
      label: field('label'),
      wholesaler: field('wholesaler'),
      title: field('title'),
      quantity: field('quantity'),
      price: field('price'),
      neededBy: field('neededBy'),
      note: field('note'),
      isOpen: form.has(`lines.${index}.isOpen`),
    };
  }).filter((line, index) => !form.has(`lines.${index}.remove`) && (line.variantId || isTouched(line)));
}

const isTouched = (line: TypedLine) => [line.title, line.quantity, line.price, line.note].some(Boolean);

export const sentLine = (line: TypedLine) => ({
  ...(line.variantId ? { variantId: line.variantId, isOpen: line.isOpen } : {}),
  ...(line.title ? { title: line.title } : {}),
  quantity: Number(line.quantity),
  targetPriceCents: sentPrice(line.price),
  neededBy: line.neededBy || null,
  note: line.note,
});

/** What is no price is sent as one that the service refuses with its reason. */
export function sentPrice(typedPrice: string): number | null {
  const cents = centsOf(typedPrice);
  return Number.isNaN(cents) ? -1 : cents;
}

/** What the service refuses, in the words and by the names of the forms. */
export function refusedQuote<Extra extends object>(error: unknown, extra?: Extra) {
  const answer = refused(error, extra);
  return fail(answer.status, { ...answer.data, refusals: renamed(answer.data.refusals) });
}

/** The form's names for the fields that the service names in its own way. */
const renamed = (refusals: RefusalDetail[]): RefusalDetail[] =>
  refusals.map(refusal => {
    const subject = refusal.subject?.replace('targetPriceCents', 'price').replace('variantId', 'title');
    return { ...refusal, message: plain(refusal.message, subject), ...(subject ? { subject } : {}) };
  });

function plain(message: string, subject = ''): string {
  if (subject.endsWith('.quantity')) return 'Enter a whole number from 1 to 100,000';
  return message.startsWith('Invalid') ? 'This is not right' : message;
}
