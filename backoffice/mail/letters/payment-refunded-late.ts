import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { itemName } from '#backoffice/documents/say.ts';
import { button, figure, heading, lines, paragraph, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { sampleOrder } from '../sample-order.ts';
import { cents, currency, link } from '../shape.ts';

/** The payment came after the stock was released, and others had bought it meanwhile. */
export const paymentRefundedLate = letter({
  schema: addressed.extend({
    orderNumber: z.string(),
    currency,
    totalCents: cents,
    cartUrl: link,
    shortLines: z.array(
      z.object({ title: z.string(), variantTitle: z.string(), quantity: z.int(), availableQuantity: z.int() }),
    ),
  }),
  sample: {
    recipientName: 'Zoë Ångström',
    orderNumber: sampleOrder.orderNumber,
    currency: 'EUR',
    totalCents: sampleOrder.totalCents,
    cartUrl: 'https://stackr.example/cart',
    shortLines: [{ title: 'Serving bowl', variantTitle: 'Oat', quantity: 6, availableQuantity: 2 }],
  },
  write: data => {
    const amount = formatMoney(data.totalCents, data.currency, data.locale);
    return {
      subject: `We could not complete order ${data.orderNumber}, your money is on its way back`,
      preheader: `${amount} goes back in full.`,
      title: 'Sold out while you paid',
      blocks: [
        paragraph(
          'Your payment for order ',
          strong(data.orderNumber),
          ' reached us after the time we could keep the goods for you, and someone else has bought them. We are sorry.',
        ),
        figure('Refunded in full, to the card you paid with', amount),
        paragraph('You need not do anything. Banks take five to ten days to show it.'),
        ...(data.shortLines.length === 0
          ? []
          : [
              heading('No longer there'),
              lines(
                data.shortLines.map(line => ({
                  title: itemName(line),
                  detail: `You wanted ${line.quantity}`,
                  amount: `${line.availableQuantity} left`,
                })),
              ),
            ]),
        paragraph('Your cart is as you left it, so you can change it and try again.'),
        button('Open my cart', data.cartUrl),
      ],
      reason: `You get this letter because you paid for order ${data.orderNumber}.`,
    };
  },
});
