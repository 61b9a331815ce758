import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { itemName } from '#backoffice/documents/say.ts';
import { button, figure, heading, lines, paragraph, quote, strong, sums } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { sampleOrder } from '../sample-order.ts';
import { cents, currency, link } from '../shape.ts';

/** totalCents = the lines and the shipping. */
export const refundIssued = letter({
  schema: addressed.extend({
    orderNumber: z.string(),
    orderUrl: link,
    wholesalerName: z.string(),
    reason: z.string(),
    paymentMethod: z.enum(['card', 'terms']),
    currency,
    lines: z.array(z.object({ title: z.string(), variantTitle: z.string(), quantity: z.int(), amountCents: cents })),
    shippingCents: cents,
    totalCents: cents,
  }),
  sample: {
    recipientName: 'Zoë Ångström',
    orderNumber: sampleOrder.orderNumber,
    orderUrl: sampleOrder.orderUrl,
    wholesalerName: 'Atelier Kaolin',
    reason: 'Two mugs arrived broken.',
    paymentMethod: 'card',
    currency: 'EUR',
    lines: [{ title: 'Stoneware mug', variantTitle: 'Sage / 300 ml', quantity: 2, amountCents: 1_856 }],
    shippingCents: 0,
    totalCents: 1_856,
  },
  write: data => {
    const money = (amount: number) => formatMoney(amount, data.currency, data.locale);
    return {
      subject: `Refund for order ${data.orderNumber}`,
      preheader: `${money(data.totalCents)} is on its way to you.`,
      title: 'Your refund is on its way',
      blocks: [
        paragraph(
          'We have refunded part or all of what you bought from ',
          strong(data.wholesalerName),
          ' with order ',
          strong(data.orderNumber),
          '.',
        ),
        figure(data.paymentMethod === 'card' ? 'Back to your card' : 'Off your invoice', money(data.totalCents)),
        quote(data.reason),
        heading('What is refunded'),
        lines(
          data.lines.map(line => ({
            title: itemName(line),
            detail: `× ${line.quantity}`,
            amount: money(line.amountCents),
          })),
        ),
        sums({ Shipping: data.shippingCents === 0 ? null : money(data.shippingCents) }, [
          'Refund',
          money(data.totalCents),
        ]),
        ...(data.paymentMethod === 'card' ? [paragraph('Banks take five to ten days to show it.')] : []),
        button('See your order', data.orderUrl),
      ],
      reason: `You get this letter because you placed order ${data.orderNumber}.`,
    };
  },
});
