import type { Services } from '#backoffice/services.ts';
import { previewRefundRetry, retryRefund } from '#backoffice/workflows/mend-refund.ts';
import { askToPayByBank, decideOnBankRefund, previewBankRefund } from '#backoffice/workflows/pay-refund-by-bank.ts';
import { FORMS } from '../components/index.ts';
import type { Viewer } from '../viewer.ts';
import { actorOf, isConfirmed, recordStep } from './perform.ts';
import { secondPersonSteps, sentByBank, sentByBankFields } from './second-person.ts';

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
    fields: sentByBankFields('the buyer'),
    run: async ({ id, input, viewer }) => {
      if (!isConfirmed(input))
        return { message: 'This is what it would do', data: await previewBankRefund(services, id) };
      await askToPayByBank(services, {
        refundId: id,
        ...sentByBank(input),
        actor: actorOf(viewer),
      });
      return 'It is noted: a second person has to agree';
    },
  }),
});

export const refundBankPaymentActions = (services: Services) =>
  secondPersonSteps(roles, decision => decideOnBankRefund(services, decision), {
    agree: {
      consequence:
        'It is booked against the bank account now, the refund is settled and the buyer gets a letter. Whoever noted it cannot agree to it.',
      done: 'The refund is booked as paid by bank',
    },
    decline: { consequence: 'Nothing is booked; the refund waits to be mended as before.', done: 'It is declined' },
  });
