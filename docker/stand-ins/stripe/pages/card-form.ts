import { passesLuhn } from '../cards.ts';
import { type Form, text } from '../form.ts';

type CardField = 'email' | 'number' | 'expiry' | 'cvc' | 'name';

export interface CardForm {
  values: Record<CardField, string>;
  wrong: Partial<Record<CardField, string>>;
}

export const emptyCard = (): CardForm => ({
  values: { email: '', number: '', expiry: '', cvc: '', name: '' },
  wrong: {},
});

/** What the buyer typed, and what is wrong with it in Stripe's words. */
export function readCard(form: Form, now: Date): CardForm {
  const typed = (name: CardField) => (text(form, name) ?? '').trim();
  const values = {
    email: typed('email'),
    number: typed('number'),
    expiry: typed('expiry'),
    cvc: typed('cvc'),
    name: typed('name'),
  };
  const wrong: CardForm['wrong'] = {};
  const number = values.number.replace(/[\s-]/g, '');
  if (!/^\S+@\S+\.\S+$/.test(values.email)) wrong.email = 'Your e-mail is incomplete.';
  if (number === '') wrong.number = 'Your card number is incomplete.';
  else if (!passesLuhn(number)) wrong.number = 'Your card number is invalid.';
  const expiry = expiryProblem(values.expiry, now);
  if (expiry) wrong.expiry = expiry;
  if (!/^\d{3,4}$/.test(values.cvc)) wrong.cvc = 'Your card’s security code is incomplete.';
  if (values.name === '') wrong.name = 'Your name is missing.';
  return { values, wrong };
}

function expiryProblem(expiry: string, now: Date): string | null {
  const [, month, year] = /^(\d{1,2})\s*\/?\s*(?:20)?(\d{2})$/.exec(expiry) ?? [];
  if (!month || Number(month) < 1 || Number(month) > 12) return 'Your card’s expiry date is incomplete.';
  const ends = Date.UTC(2000 + Number(year), Number(month));
  return ends <= now.getTime() ? 'Your card’s expiry date is in the past.' : null;
}
