import type { Services } from '#backoffice/services.ts';
import { previewRefundRetry, retryRefund } from '#backoffice/workflows/mend-refund.ts';
import { askToPayByBank, decideOnBankRefund, previewBankRefund } from '#backoffice/workflows/pay-refund-by-bank.ts';
import { FORMS } from '../components/index.ts';
import type { Viewer } from '../viewer.ts';
import { actorOf, type Field, isConfirmed, recordStep, text } from './perform.ts';

const roles: Viewer['role'][] = ['admin', 'finance'];

/** What finance does with a refund that did not arrive. */
export const refundActions = (services: Services) => ({
  retry: recordStep({
    ...{ label: 'Try again', icon: 'RefreshCw', roles, when: { status: ['failed'] }, component: FORMS.effects },
    consequence: 'The buyer’s money was sent back to us. The refund is sent once more, to the same card.',
    run: async ({ id, input, viewer }) => {
      if (!isConfirmed(input))
        return { message: 'This is what it would do', data: await previewRefundRetry(services, id) };
      const { attempt } = await retryRefund(services, { refundId: id, actor: actorOf(viewer) });
      return `Try ${attempt} of the refund is on its way`;
    },
  }),
  payByBank: recordStep({
    ...{ label: 'Paid by bank', icon: 'Home', roles, when: { status: ['failed'] }, component: FORMS.effects },
    consequence:
      'For a refund that you have sent from the bank account, because the card does not take it. Nothing is booked until a second person agrees.',
    fields: PAID,
    run: async ({ id, input, viewer }) => {
      if (!isConfirmed(input))
        return { message: 'This is what it would do', data: await previewBankRefund(services, id) };
      await askToPayByBank(services, {
        refundId: id,
        paidOn: text(input.paidOn) ?? '',
        bankReference: text(input.bankReference) ?? '',
        note: text(input.note) ?? '',
        actor: actorOf(viewer),
      });
      return 'It is noted: a second person has to agree';
    },
  }),
});

const PAID: Field[] = [
  { name: 'paidOn', label: 'Paid on (UTC)', type: 'date', isRequired: true },
  {
    ...{ name: 'bankReference', label: 'Reference', type: 'text', isRequired: true },
    help: 'As on the bank’s statement; the buyer reads it.',
  },
  {
    ...{ name: 'note', label: 'Note', type: 'textarea', isRequired: true },
    help: 'How the account was learned and checked. Kept in the audit log; the second person reads it.',
  },
];

export const refundBankPaymentActions = (services: Services) => {
  const decision = (isApproved: boolean, label: string, icon: string, consequence: string, done: string) =>
    recordStep({
      ...{ label, icon, consequence, roles, when: { status: ['proposed'] } },
      run: async ({ id, viewer }) => {
        await decideOnBankRefund(services, { id, isApproved, actor: actorOf(viewer) });
        return done;
      },
    });
  return {
    approve: decision(
      true,
      'Agree and book',
      'CheckCircle',
      'It is booked against the bank account now, the refund is settled and the buyer gets a letter. Whoever noted it cannot agree to it.',
      'The refund is booked as paid by bank',
    ),
    decline: decision(
      false,
      'Decline',
      'X',
      'Nothing is booked; the refund waits to be mended as before.',
      'It is declined',
    ),
  };
};
