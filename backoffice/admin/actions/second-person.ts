import type { Viewer } from '../viewer.ts';
import { actorOf, type Field, recordStep, text } from './perform.ts';

interface Decision {
  id: string;
  isApproved: boolean;
  actor: ReturnType<typeof actorOf>;
}

/** The two answers of a second person to what was proposed: it is booked, or nothing is. */
export function secondPersonSteps(
  roles: Viewer['role'][],
  decide: (decision: Decision) => Promise<unknown>,
  words: Record<'agree' | 'decline', { consequence: string; done: string }>,
) {
  const when = { status: ['proposed'] };
  const run =
    (isApproved: boolean, done: string) =>
    async ({ id, viewer }: { id: string; viewer: Viewer }) => {
      await decide({ id, isApproved, actor: actorOf(viewer) });
      return done;
    };
  const { agree, decline } = words;
  return {
    approve: recordStep({
      ...{ label: 'Agree and book', icon: 'CheckCircle', roles, when, consequence: agree.consequence },
      run: run(true, agree.done),
    }),
    decline: recordStep({
      ...{ label: 'Decline', icon: 'X', roles, when, consequence: decline.consequence },
      run: run(false, decline.done),
    }),
  };
}

/** What is noted of money that was sent from the bank account. reader: who reads the reference. */
export const sentByBankFields = (reader: string): Field[] => [
  { name: 'paidOn', label: 'Paid on (UTC)', type: 'date', isRequired: true },
  {
    ...{ name: 'bankReference', label: 'Reference', type: 'text', isRequired: true },
    help: `As on the bank’s statement; ${reader} reads it.`,
  },
  {
    ...{ name: 'note', label: 'Note', type: 'textarea', isRequired: true },
    help: 'How the account was learned and checked. Kept in the audit log; the second person reads it.',
  },
];

export const sentByBank = (input: Record<string, unknown>) => ({
  paidOn: text(input.paidOn) ?? '',
  bankReference: text(input.bankReference) ?? '',
  note: text(input.note) ?? '',
});
