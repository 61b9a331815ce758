import type { Services } from '#backoffice/services.ts';
import {
  askToPayOutCredit,
  decideOnCreditPayout,
  previewCreditPayout,
} from '#backoffice/workflows/pay-out-store-credit.ts';
import { FORMS } from '../components/index.ts';
import type { Viewer } from '../viewer.ts';
import { actorOf, type Field, isConfirmed, recordStep, text } from './perform.ts';

const roles: Viewer['role'][] = ['admin', 'finance'];

/** A step of a store's page. */
export const payOutCredit = (services: Services) =>
  recordStep({
    ...{ label: 'Pay out credit', icon: 'Home', roles, component: FORMS.effects },
    when: { status: ['approved', 'suspended'] },
    consequence:
      'For credit that you have sent from the bank account, because the store asked for it. Nothing is booked until a second person agrees.',
    fields: PAID,
    run: async ({ id, input, viewer }) => {
      if (!isConfirmed(input))
        return { message: 'This is what it would do', data: await previewCreditPayout(services, id) };
      await askToPayOutCredit(services, {
        storeId: id,
        paidOn: text(input.paidOn) ?? '',
        bankReference: text(input.bankReference) ?? '',
        note: text(input.note) ?? '',
        actor: actorOf(viewer),
      });
      return 'It is noted: a second person has to agree';
    },
  });

const PAID: Field[] = [
  { name: 'paidOn', label: 'Paid on (UTC)', type: 'date', isRequired: true },
  {
    ...{ name: 'bankReference', label: 'Reference', type: 'text', isRequired: true },
    help: 'As on the bank’s statement; the store reads it.',
  },
  {
    ...{ name: 'note', label: 'Note', type: 'textarea', isRequired: true },
    help: 'How the account was learned and checked. Kept in the audit log; the second person reads it.',
  },
];

export const creditPayoutActions = (services: Services) => {
  const decision = (isApproved: boolean, label: string, icon: string, consequence: string, done: string) =>
    recordStep({
      ...{ label, icon, consequence, roles, when: { status: ['proposed'] } },
      run: async ({ id, viewer }) => {
        await decideOnCreditPayout(services, { id, isApproved, actor: actorOf(viewer) });
        return done;
      },
    });
  return {
    approve: decision(
      true,
      'Agree and book',
      'CheckCircle',
      'It is booked against the bank account now, and the store’s owners get a letter. Whoever noted it cannot agree to it.',
      'The credit is booked as paid out',
    ),
    decline: decision(false, 'Decline', 'X', 'Nothing is booked; the store keeps its credit.', 'It is declined'),
  };
};
