import type { Reason } from '../refusal.ts';

/** What is wrong with what was noted of a payment that left our bank account; paidOn: YYYY-MM-DD. agreedWith: the buyer, the store. */
export function sentByBankReasons(
  { paidOn, bankReference, note }: { paidOn: string; bankReference: string; note: string },
  { agreedWith, at }: { agreedWith: string; at: Date },
): Reason[] {
  return [
    ...dayReasons('paidOn', paidOn, at, ['on which day it was paid', 'been paid']),
    ...referenceReasons(bankReference),
    ...(note ? [] : [{ code: 'note_missing', subject: 'note', message: `Say how it was agreed with ${agreedWith}` }]),
  ];
}

/** Of one that came in. */
export const receivedByBankReasons = (
  { receivedOn, bankReference }: { receivedOn: string; bankReference: string },
  at: Date,
): Reason[] => [
  ...dayReasons('receivedOn', receivedOn, at, ['on which day it arrived', 'arrived']),
  ...referenceReasons(bankReference),
];

function dayReasons(subject: string, day: string, at: Date, [what, happened]: [string, string]): Reason[] {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
  if (!isDay) return [{ code: 'day_missing', subject, message: `Say ${what}` }];
  if (day <= at.toISOString().slice(0, 10)) return [];
  return [{ code: 'day_in_future', subject, message: `It cannot have ${happened} on a later day` }];
}

const referenceReasons = (bankReference: string): Reason[] =>
  bankReference.trim()
    ? []
    : [{ code: 'reference_missing', subject: 'bankReference', message: 'Give the bank’s reference' }];
