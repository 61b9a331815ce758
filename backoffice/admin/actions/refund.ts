import { type AskedRefund, lockRefundablePart } from '#backoffice/commerce/refund/index.ts';
import { notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { previewRefund } from '#backoffice/workflows/preview-refund.ts';
import { refundOrder } from '#backoffice/workflows/refund-order.ts';
import { FORMS } from '../components/index.ts';
import { actorOf, type Field, isConfirmed, reasonField, recordStep, text, wholeNumber } from './perform.ts';

/** A refund of one part: what it does to every balance is shown first, and the same plan is posted. */
export const refundStep = (services: Services) =>
  recordStep({
    label: 'Refund',
    icon: 'CornerUpLeft',
    isDangerous: true,
    roles: ['admin', 'finance'],
    when: { status: ['placed', 'accepted', 'packed', 'shipped', 'delivered', 'closed', 'returned'] },
    consequence:
      'The buyer gets the money back on the card. The wholesaler’s share and the commission are reversed in proportion, unless the platform bears a part of it.',
    component: FORMS.refund,
    fields: FIELDS,
    run: async ({ id, input, viewer }) => {
      const asked = await askedOf(services, id, input);
      const request = { wholesalerOrderId: id, asked, platformShareBp: wholeNumber(input.platformShareBp) ?? 0 };
      if (!isConfirmed(input))
        return { message: 'This is what it would do', data: await previewRefund(services, request) };
      const refund = await refundOrder(services, {
        ...request,
        reason: text(input.reason) ?? '',
        requestKey: `panel:${viewer.id}:${text(input.formKey) ?? viewer.requestId}`,
        actor: actorOf(viewer),
      });
      return `The refund of ${(refund.amountCents / 100).toFixed(2)} is on the way`;
    },
  });

const FIELDS: Field[] = [
  { name: 'sku', label: 'SKU', type: 'text', help: 'Empty: every line.' },
  { name: 'quantity', label: 'Units', type: 'number', help: 'Empty: all that are not refunded yet.' },
  {
    ...{ name: 'amountCents', label: 'Amount instead of units', type: 'money' },
    help: 'A price reduction, tax included. Nothing is sent back, and it never exceeds what is left of the goods.',
  },
  { name: 'includeShipping', label: 'Refund shipping as well', type: 'checkbox' },
  {
    ...{ name: 'platformShareBp', label: 'The platform bears (percent)', type: 'rate' },
    help: 'Of what it would take from the wholesaler. Empty: the wholesaler bears it.',
  },
  reasonField('Kept with the refund; the buyer reads it.'),
];

/** In a transaction of its own: the workflow reads the part again under its lock. */
async function askedOf(services: Services, partId: string, input: Record<string, unknown>): Promise<AskedRefund> {
  const part = await services.db.transaction(trx => lockRefundablePart(trx, partId));
  const sku = text(input.sku);
  const lines = part?.lines.filter(line => !sku || line.sku === sku) ?? [];
  if (lines.length === 0) throw notFound(sku ? `line with SKU ${sku}` : 'order');
  const quantity = wholeNumber(input.quantity);
  if (quantity !== undefined && !(Number.isInteger(quantity) && quantity > 0))
    refuseIfAny([{ code: 'quantity_invalid', subject: 'quantity', message: 'Enter a whole number of units' }]);
  const amountCents = wholeNumber(input.amountCents);
  if (amountCents !== undefined) {
    const reduction = { orderLineId: sku ? lines[0]!.id : null, amountCents };
    return { lines: [], includeShipping: isTrue(input.includeShipping), reduction };
  }
  return {
    lines: lines
      .map(line => ({ orderLineId: line.id, quantity: quantity ?? line.quantity - line.refundedQuantity }))
      .filter(line => line.quantity > 0),
    includeShipping: isTrue(input.includeShipping),
  };
}

const isTrue = (value: unknown) => value === true || value === 'true';
