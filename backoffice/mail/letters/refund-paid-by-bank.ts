import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { button, facts, figure, paragraph, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { sampleOrder } from '../sample-order.ts';
import { cents, currency, link } from '../shape.ts';

export const refundPaidByBank = letter({
  schema: addressed.extend({
    orderNumber: z.string(),
    orderUrl: link,
    currency,
    amountCents: cents,
    /** The UTC day. */
    paidOn: z.string(),
    bankReference: z.string(),
    /** Why it was refunded. */
    reason: z.string(),
  }),
  sample: {
    recipientName: 'Zoë Ångström',
    orderNumber: sampleOrder.orderNumber,
    orderUrl: sampleOrder.orderUrl,
    currency: 'EUR',
    amountCents: 1_856,
    paidOn: '2026-11-20',
    bankReference: 'SCT 2026-11-20/0042',
    reason: 'Two mugs arrived broken.',
  },
  write: data => {
    const amount = formatMoney(data.amountCents, data.currency, data.locale);
    return {
      subject: `Refund for order ${data.orderNumber} paid by bank transfer`,
      preheader: `${amount} went to your bank account.`,
      title: 'Your refund was paid by bank transfer',
      blocks: [
        paragraph(
          'Your card’s bank did not take the refund for order ',
          strong(data.orderNumber),
          ', so we have sent it to your bank account instead.',
        ),
        figure('To your bank account', amount),
        quote(data.reason),
        facts({ 'Sent on': data.paidOn, Reference: data.bankReference }),
        paragraph('It should be there within two working days.'),
        button('See your order', data.orderUrl),
      ],
      reason: `You get this letter because you placed order ${data.orderNumber}.`,
    };
  },
});
