import type { Services } from '#backoffice/services.ts';
import {
  askToPayOutCredit,
  decideOnCreditPayout,
  previewCreditPayout,
} from '#backoffice/workflows/pay-out-store-credit.ts';
import { FORMS } from '../components/index.ts';
import type { Viewer } from '../viewer.ts';
import { actorOf, isConfirmed, recordStep } from './perform.ts';
import { secondPersonSteps, sentByBank, sentByBankFields } from './second-person.ts';

const roles: Viewer['role'][] = ['admin', 'finance'];

/** A step of a store's page. */
export const payOutCredit = (services: Services) =>
  recordStep({
    ...{ label: 'Pay out credit', icon: 'Home', roles, component: FORMS.effects },
    when: { status: ['approved', 'suspended'] },
    consequence:
      'For credit that you have sent from the bank account, because the store asked for it. Nothing is booked until a second person agrees.',
    fields: sentByBankFields('the store'),
    run: async ({ id, input, viewer }) => {
      if (!isConfirmed(input))
        return { message: 'This is what it would do', data: await previewCreditPayout(services, id) };
      await askToPayOutCredit(services, {
        storeId: id,
        ...sentByBank(input),
        actor: actorOf(viewer),
      });
      return 'It is noted: a second person has to agree';
    },
  });

export const creditPayoutActions = (services: Services) =>
  secondPersonSteps(roles, decision => decideOnCreditPayout(services, decision), {
    agree: {
      consequence:
        'It is booked against the bank account now, and the store’s owners get a letter. Whoever noted it cannot agree to it.',
      done: 'The credit is booked as paid out',
    },
    decline: { consequence: 'Nothing is booked; the store keeps its credit.', done: 'It is declined' },
  });
