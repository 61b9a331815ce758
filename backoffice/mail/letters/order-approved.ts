import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { button, facts, figure, paragraph, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, link } from '../shape.ts';

/** To the buyer whose order was above their limit. */
export const orderApproved = letter({
  schema: addressed.extend({
    number: z.string(),
    orderNumber: z.string(),
    currency,
    submittedCents: cents,
    totalCents: cents,
    isPaidByCard: z.boolean(),
    orderUrl: link,
  }),
  sample: {
    recipientName: 'Björn Weiß',
    number: 'A-1024',
    orderNumber: 'S-100042',
    currency: 'EUR',
    submittedCents: 60_900,
    totalCents: 61_368,
    isPaidByCard: false,
    orderUrl: 'https://stackr.example/orders/S-100042',
  },
  write: data => {
    const money = (amount: number) => formatMoney(amount, data.currency, data.locale);
    const hasChanged = data.submittedCents !== data.totalCents;
    return {
      subject: `Approved: ${data.number} is order ${data.orderNumber}`,
      preheader: data.isPaidByCard ? 'It is sent as soon as it is paid.' : 'It is placed.',
      title: 'Your order was approved',
      blocks: [
        paragraph(
          strong(data.number),
          ' was approved. ',
          data.isPaidByCard ? 'It is placed once the card payment has gone through.' : 'It is placed.',
        ),
        figure('Total', money(data.totalCents)),
        facts({ Order: data.orderNumber, 'As you submitted it': hasChanged ? money(data.submittedCents) : null }),
        button('See the order', data.orderUrl),
      ],
      reason: 'You get this letter because you submitted this order for approval.',
    };
  },
});
