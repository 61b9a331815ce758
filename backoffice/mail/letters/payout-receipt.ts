import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { formatDate } from '#backoffice/documents/date.ts';
import { button, facts, figure, heading, paragraph, strong, sums } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, day, link } from '../shape.ts';

/** Goes with the statement attached. amountCents = the sum of the sections, signed for the wholesaler. Those with a default came later than the first receipts. */
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
    commissionVatCents: cents.default(0),
    refundsCents: cents,
    disputesCents: cents.default(0),
    labelsCents: cents.default(0),
    reserveCents: cents.default(0),
    adjustmentsCents: cents,
    reversalsCents: cents.default(0),
    carriedOverCents: cents.default(0),
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
    commissionVatCents: -1_200,
    refundsCents: -1_856,
    disputesCents: 0,
    labelsCents: -690,
    reserveCents: -2_000,
    adjustmentsCents: 3_200,
    reversalsCents: 0,
    carriedOverCents: 0,
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
            'VAT on commission': unlessZero(data.commissionVatCents),
            Refunds: unlessZero(data.refundsCents),
            Disputes: unlessZero(data.disputesCents),
            'Shipping labels': unlessZero(data.labelsCents),
            Reserve: unlessZero(data.reserveCents),
            Adjustments: unlessZero(data.adjustmentsCents),
            'Reversed transfers': unlessZero(data.reversalsCents),
            'Carried over from before': unlessZero(data.carriedOverCents),
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
