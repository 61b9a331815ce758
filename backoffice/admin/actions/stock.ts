import type { Services } from '#backoffice/services.ts';
import { setStock } from '#backoffice/workflows/set-stock.ts';
import { actorOf, recordStep, text, wholeNumber } from './perform.ts';

export const stockActions = (services: Services) => ({
  count: recordStep({
    label: 'Set what is on hand',
    icon: 'Edit',
    roles: ['wholesaler'],
    consequence:
      'The difference is written down as a movement. The count cannot be lower than what is reserved for orders.',
    fields: [
      { name: 'onHand', label: 'On hand', type: 'number', isRequired: true },
      { name: 'note', label: 'Note', type: 'text' },
    ],
    run: async ({ id, input, viewer }) => {
      const stock = await setStock(services, {
        variantId: id,
        wholesalerId: viewer.wholesalerId!,
        onHand: wholeNumber(input.onHand) ?? 0,
        note: text(input.note) ?? null,
        actor: actorOf(viewer),
      });
      return `${stock.onHand} on hand, ${stock.reserved} reserved`;
    },
  }),
});
