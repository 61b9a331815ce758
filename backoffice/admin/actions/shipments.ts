import { VOIDABLE } from '#backoffice/commerce/fulfillment/index.ts';
import type { Services } from '#backoffice/services.ts';
import { voidShippingLabel } from '#backoffice/workflows/void-shipping-label.ts';
import { actorOf, recordStep } from './perform.ts';

export const shipmentActions = (services: Services) => ({
  void: recordStep({
    label: 'Void the label',
    icon: 'XCircle',
    isDangerous: true,
    roles: ['wholesaler'],
    when: { status: VOIDABLE },
    consequence:
      'The carrier takes the unused label back: its price returns to your balance, and the order is packed again and waits for another label. It cannot be undone.',
    run: async ({ id, viewer }) => {
      await voidShippingLabel(services, {
        shipmentId: id,
        wholesalerId: viewer.wholesalerId!,
        actor: actorOf(viewer),
      });
      return 'The label is voided: its price is back in your balance';
    },
  }),
});
