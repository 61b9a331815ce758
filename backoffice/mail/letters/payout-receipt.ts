import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { formatDate } from '#backoffice/documents/date.ts';
import { button, facts, figure, heading, paragraph, strong, sums } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, day, link } from '../shape.ts';

/** Goes with the statement attached. amountCents = sales + commission + refunds + adjustments, signed for the wholesaler. */
export const payoutReceipt = letter({
  schema: addressed.extend({
    wholesalerName: z.string(),
    payoutNumber: z.string(),
    payoutUrl: link,
    sentOn: day,
    transferReference: z.string(),
    currency,
    orderCount: z.int(),
    salesCents: cents,
    commissionCents: cents,
    refundsCents: cents,
    adjustmentsCents: cents,
    amountCents: cents,
  }),
  sample: {
    recipientName: 'Inès Marchetti',
    wholesalerName: 'Atelier Kaolin',
    payoutNumber: 'P-1042',
    payoutUrl: 'https://stackr.example/admin/payouts/P-1042',
    sentOn: '2026-11-21T02:00:14.000Z',
    transferReference: 'tr_1QsampleTransfer',
    currency: 'EUR',
    orderCount: 7,
    salesCents: 184_210,
    commissionCents: -22_105,
    refundsCents: -1_856,
    adjustmentsCents: -690,
    amountCents: 159_559,
  },
  write: data => {
    const money = (amount: number) => formatMoney(amount, data.currency, data.locale);
    const unlessZero = (amount: number) => (amount === 0 ? null : money(amount));
    return {
      subject: `Payout ${data.payoutNumber}: ${money(data.amountCents)}`,
      preheader: `Sent on ${formatDate(data.sentOn, data.locale)}, the statement is attached.`,
      title: 'Your payout is on its way',
      blocks: [
        paragraph(
          'We have sent the earnings of ',
          strong(data.wholesalerName),
          ' to your Stripe account. Your bank shows them within the days agreed with Stripe.',
        ),
        figure(`Payout ${data.payoutNumber}`, money(data.amountCents)),
        heading('How it adds up'),
        sums(
          {
            [`Sales from ${data.orderCount} ${data.orderCount === 1 ? 'order' : 'orders'}`]: money(data.salesCents),
            Commission: money(data.commissionCents),
            Refunds: unlessZero(data.refundsCents),
            'Labels, fees and adjustments': unlessZero(data.adjustmentsCents),
          },
          ['Paid out', money(data.amountCents)],
        ),
        facts({
          Sent: formatDate(data.sentOn, data.locale),
          Transfer: data.transferReference,
          Statement: 'attached as PDF, order by order',
        }),
        button('See the payout', data.payoutUrl),
      ],
      reason: `You get this letter because you sell on Stackr as ${data.wholesalerName}.`,
    };
  },
});
