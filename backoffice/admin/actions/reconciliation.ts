import { COUNTER_ACCOUNTS, type CounterAccount } from '#backoffice/commerce/reconciliation/index.ts';
import { Refusal } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { reconcileProcessor } from '#backoffice/workflows/reconcile-processor.ts';
import { decideDifference, resolveDifference } from '#backoffice/workflows/resolve-difference.ts';
import { actorOf, type Field, recordStep, tableStep, text } from './perform.ts';
import { secondPersonSteps } from './second-person.ts';

const FINANCE = ['admin', 'finance'] as const;
const words = (kind: string) => kind.replaceAll('_', ' ').replace(/^./, letter => letter.toUpperCase());

export const reconciliationActions = (services: Services) => ({
  run: tableStep({
    label: 'Compare now',
    icon: 'CheckSquare',
    roles: [...FINANCE],
    consequence:
      'What moved our balance at Stripe since the last time is read and compared with the ledger. Nothing is booked.',
    run: async ({ viewer }) => {
      const { readCount, differenceCount } = await reconcileProcessor(services, { requestedBy: viewer.id });
      const found = differenceCount === 0 ? 'nothing differs' : `${differenceCount} to settle`;
      return { message: `${readCount} movements read, ${found}`, data: { differenceCount } };
    },
  }),
});

export const differenceActions = (services: Services) => ({
  resolve: recordStep({
    label: 'Settle',
    icon: 'Check',
    roles: [...FINANCE],
    when: { status: ['open'] },
    consequence:
      'With a note alone the difference is settled as it is. With an account, an entry brings the ledger to what Stripe says; a second person has to agree before it is posted.',
    fields: [NOTE, AGAINST],
    run: async ({ id, input, viewer }) => {
      const { status } = await resolveDifference(services, {
        ...{ id, note: text(input.note) ?? '', counterAccount: accountOf(input.counterAccount) },
        actor: actorOf(viewer),
      });
      return status === 'proposed'
        ? 'The entry is proposed: a second person has to agree'
        : 'The difference is settled';
    },
  }),
  ...secondPersonSteps([...FINANCE], decision => decideDifference(services, decision), {
    agree: {
      consequence:
        'The proposed entry is posted to the ledger now. Whoever proposed it cannot agree to it. A posted entry is never changed, only reversed by another.',
      done: 'The entry is posted and the difference settled',
    },
    decline: {
      consequence: 'Nothing is posted; the difference is open again.',
      done: 'The proposal is declined, the difference is open again',
    },
  }),
});

const NOTE: Field = {
  name: 'note',
  label: 'What happened',
  type: 'textarea',
  isRequired: true,
  help: 'Stands in the memo of the entry and in the audit log',
};
const AGAINST: Field = {
  name: 'counterAccount',
  label: 'Post an entry against',
  type: 'select',
  options: [
    { value: '', label: 'No entry, the note settles it' },
    ...COUNTER_ACCOUNTS.map(value => ({ value, label: words(value) })),
  ],
};

/** What is none of them is refused by the table; no word at all means no entry. */
const accountOf = (value: unknown): CounterAccount | null => {
  const named = text(value);
  if (!named) return null;
  const known = COUNTER_ACCOUNTS.find(account => account === named);
  if (!known) throw new Refusal('malformed', 'account_unknown', 'There is no such account');
  return known;
};
