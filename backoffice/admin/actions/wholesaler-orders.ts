import { readStaffPart } from '#backoffice/commerce/operations/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { acceptOrder } from '#backoffice/workflows/accept-order.ts';
import { buyShippingLabel } from '#backoffice/workflows/buy-shipping-label.ts';
import { cancelOrder } from '#backoffice/workflows/cancel-order.ts';
import { packOrder } from '#backoffice/workflows/pack-order.ts';
import { previewCancellation } from '#backoffice/workflows/preview-own-refund.ts';
import { readRates } from '#backoffice/workflows/read-rates.ts';
import { replaceOrder } from '#backoffice/workflows/replace-order.ts';
import { FORMS } from '../components/index.ts';
import { readOrderContents } from './order-contents.ts';
import { actorOf, isConfirmed, reasonField, recordStep, text, wholeNumber } from './perform.ts';
import { refundStep } from './refund.ts';

/** Steps of one part of an order. A wholesaler's own id narrows every workflow again, whatever the panel let through. */
export const wholesalerOrderActions = (services: Services) => ({
  /** What the page of an order shows. */
  contents: {
    ...recordStep({
      label: 'Contents',
      icon: 'List',
      roles: ['wholesaler', 'admin', 'finance'],
      consequence: 'Reads the order.',
      run: async ({ id }) => ({ message: 'This was bought', data: await readOrderContents(services, id) }),
    }),
    isVisible: false,
  },
  accept: recordStep({
    label: 'Accept',
    icon: 'Check',
    roles: ['wholesaler'],
    when: { status: ['placed'] },
    consequence: 'The buyer sees that you prepare the order.',
    run: async ({ id, viewer }) => {
      await acceptOrder(services, { partId: id, wholesalerId: viewer.wholesalerId! });
      return 'The order is accepted';
    },
  }),
  pack: recordStep({
    label: 'Mark as packed',
    icon: 'Package',
    roles: ['wholesaler'],
    when: { status: ['accepted'] },
    consequence: 'The order is ready for its label.',
    run: async ({ id, viewer }) => {
      await packOrder(services, { partId: id, wholesalerId: viewer.wholesalerId! });
      return 'The order is packed';
    },
  }),
  ship: recordStep({
    label: 'Rates and label',
    icon: 'Truck',
    roles: ['wholesaler'],
    when: { status: ['accepted', 'packed'] },
    component: FORMS.label,
    consequence:
      'Buying a label takes its price from your balance. When every line is in a parcel, the buyer is told that the order is on its way.',
    run: async ({ id, input, viewer }) => {
      const parcel = {
        partId: id,
        wholesalerId: viewer.wholesalerId!,
        lines: parcelLines(input.lines),
        weightGrams: wholeNumber(input.weightGrams),
      };
      if (!text(input.rateId)) return { message: 'These are the rates', data: await readRates(services, parcel) };
      const { shipmentId, rateId } = input as { shipmentId: string; rateId: string };
      const shipment = await buyShippingLabel(services, {
        ...parcel,
        shipmentId,
        rateId,
        requestKey: `panel:${shipmentId}`,
        actor: actorOf(viewer),
      });
      return { message: 'The label is bought', data: { shipment } };
    },
  }),
  packingSlip: recordStep({
    label: 'Packing slip',
    icon: 'Printer',
    roles: ['wholesaler'],
    consequence: 'Opens the packing slip as PDF.',
    run: async ({ id }) => ({
      message: 'The packing slip opens',
      data: { openUrl: `/api/wholesaler/orders/${id}/packing-slip` },
    }),
  }),
  reject: recordStep({
    label: 'Cancel',
    icon: 'X',
    isDangerous: true,
    roles: ['wholesaler', 'admin'],
    when: { status: ['placed', 'accepted', 'packed'] },
    component: FORMS.effects,
    consequence: 'The stock is released and the buyer is refunded this part in full.',
    fields: [reasonField('The buyer reads it.')],
    run: async ({ id, input, viewer }) => {
      const part = await partOf(services, id);
      if (!isConfirmed(input))
        return { message: 'This is what it would do', data: await previewCancellation(services, part) };
      await cancelOrder(services, {
        ...part,
        reason: text(input.reason) ?? '',
        actor: actorOf(viewer),
      });
      return 'The part is cancelled and its refund is on the way';
    },
  }),
  replace: recordStep({
    label: 'Send a replacement',
    icon: 'RefreshCw',
    roles: ['wholesaler', 'admin'],
    when: { status: ['shipped', 'delivered', 'closed', 'returned'] },
    component: FORMS.replacement,
    consequence:
      'The buyer gets these goods once more, with nothing to pay and a number of their own. Their stock is set aside at once; no commission is taken, and the label is the wholesaler’s to pay. No money goes back.',
    run: async ({ id, input, viewer }) => {
      const { number } = await replaceOrder(services, {
        partId: id,
        wholesalerId: viewer.wholesalerId,
        lines: parcelLines(input.lines),
        reason: text(input.reason) ?? '',
        requestKey: `panel:${text(input.formKey) ?? viewer.requestId}`,
        actor: actorOf(viewer),
      });
      return `Replacement ${number} is placed: pack it as any order`;
    },
  }),
  refund: refundStep(services),
});

async function partOf(services: Services, id: string) {
  const part = await readStaffPart(services.db, id);
  if (!part) throw notFound('order');
  return part;
}

function parcelLines(value: unknown): { orderLineId: string; quantity: number }[] {
  if (!Array.isArray(value)) return [];
  return value
    .map(line => ({ orderLineId: String(line.orderLineId), quantity: Number(line.quantity) }))
    .filter(line => line.quantity > 0);
}
