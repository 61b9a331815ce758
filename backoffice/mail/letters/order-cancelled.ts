import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { button, heading, paragraph, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { packedLines } from '../order-blocks.ts';
import { sampleItems, sampleOrder } from '../sample-order.ts';
import { cents, currency, item, link } from '../shape.ts';

const schema = addressed.extend({
  orderNumber: z.string(),
  orderUrl: link,
  /** Null: the whole order. */
  wholesalerName: z.string().nullable(),
  reason: z.string(),
  paymentMethod: z.enum(['card', 'terms', 'none']),
  currency,
  /** 0: nothing had been paid. */
  refundCents: cents,
  items: z.array(item),
});

export const orderCancelled = letter({
  schema,
  sample: {
    recipientName: 'Zoë Ångström',
    orderNumber: sampleOrder.orderNumber,
    orderUrl: sampleOrder.orderUrl,
    wholesalerName: 'Atelier Kaolin',
    reason: 'A kiln failed, and the mugs cannot be made before spring.',
    paymentMethod: 'card',
    currency: 'EUR',
    refundCents: 37_235,
    items: sampleItems,
  },
  write: data => ({
    subject: `Cancelled: order ${data.orderNumber}`,
    preheader: data.wholesalerName
      ? `The part from ${data.wholesalerName} will not be sent.`
      : 'Nothing of it will be sent.',
    title: data.wholesalerName ? 'Part of your order is cancelled' : 'Your order is cancelled',
    blocks: [
      data.wholesalerName
        ? paragraph(
            'The part from ',
            strong(data.wholesalerName),
            ' of your order ',
            strong(data.orderNumber),
            ' is cancelled. The rest is not touched. The reason:',
          )
        : paragraph('Your order ', strong(data.orderNumber), ' is cancelled. The reason:'),
      quote(data.reason),
      paragraph(money(data)),
      ...(data.items.length > 0 ? [heading('Will not be sent'), packedLines(data.items)] : []),
      button('See your order', data.orderUrl),
    ],
    reason: `You get this letter because you placed order ${data.orderNumber}.`,
  }),
});

function money({ paymentMethod, refundCents, currency, locale }: z.output<typeof schema>): string {
  if (refundCents === 0) return 'Nothing was charged.';
  const amount = formatMoney(refundCents, currency, locale);
  return paymentMethod === 'card'
    ? `We send ${amount} back to the card you paid with. Banks take five to ten days to show it.`
    : `We take ${amount} off your invoice.`;
}
