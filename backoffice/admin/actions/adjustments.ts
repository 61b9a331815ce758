import type { Services } from '#backoffice/services.ts';
import { askToAdjust, decideOnAdjustment } from '#backoffice/workflows/adjust-balance.ts';
import { actorOf, type Field, reasonField, recordStep, text, wholeNumber } from './perform.ts';
import { secondPersonSteps } from './second-person.ts';

/** A step of a wholesaler's page. */
export const adjustBalance = (services: Services) =>
  recordStep({
    label: 'Adjust balance',
    icon: 'Sliders',
    roles: ['admin', 'finance'],
    consequence:
      'Asks for a credit or a charge beside its orders. Nothing is booked until a second person agrees; then it goes into the next payout and its statement.',
    fields: [
      DIRECTION,
      { name: 'amountCents', label: 'Amount', type: 'money', isRequired: true },
      reasonField('The wholesaler reads it on its statement.'),
    ],
    run: async ({ id, input, viewer }) => {
      const amount = wholeNumber(input.amountCents) ?? 0;
      await askToAdjust(services, {
        wholesalerId: id,
        amountCents: input.direction === 'charge' ? -amount : amount,
        reason: text(input.reason) ?? '',
        actor: actorOf(viewer),
      });
      return 'The adjustment is proposed: a second person has to agree';
    },
  });

const DIRECTION: Field = {
  name: 'direction',
  label: 'Credit or charge',
  type: 'select',
  isRequired: true,
  options: [
    { value: 'credit', label: 'Credit: we owe the wholesaler more' },
    { value: 'charge', label: 'Charge: the wholesaler owes us' },
  ],
};

export const adjustmentActions = (services: Services) =>
  secondPersonSteps(['admin', 'finance'], decision => decideOnAdjustment(services, decision), {
    agree: {
      consequence:
        'It is booked now and goes into the wholesaler’s next payout. Whoever proposed it cannot agree to it.',
      done: 'The adjustment is booked',
    },
    decline: { consequence: 'Nothing is booked.', done: 'The adjustment is declined' },
  });
