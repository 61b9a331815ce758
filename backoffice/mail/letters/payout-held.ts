import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { button, figure, paragraph, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, link } from '../shape.ts';

/** The reasons of payout_carryovers, and those of a held payout. */
const reasons = {
  below_minimum: 'Your balance is below the smallest amount we pay out. It carries over until it is reached.',
  negative_balance:
    'Refunds and costs are higher than your earnings at present. New sales settle the difference first.',
  payouts_paused: 'Payouts to you are paused.',
  payouts_not_enabled: 'Your bank account is not connected yet, or Stripe still needs something from you.',
  not_approved: 'Your profile is not approved at present.',
  awaiting_release: 'Payouts of this size are released by a second person. This usually takes less than a working day.',
  no_account_in_currency:
    'None of your bank accounts at Stripe takes this currency. Add one there and the next run pays it.',
  disputed: 'A buyer disputes a payment. The share in question waits until the bank has decided.',
};

export const payoutHeld = letter({
  schema: addressed.extend({
    wholesalerName: z.string(),
    balanceUrl: link,
    currency,
    amountCents: cents,
    reason: z.enum([
      'below_minimum',
      'negative_balance',
      'payouts_paused',
      'payouts_not_enabled',
      'not_approved',
      'awaiting_release',
      'disputed',
      'no_account_in_currency',
    ]),
  }),
  sample: {
    recipientName: 'Inès Marchetti',
    wholesalerName: 'Atelier Kaolin',
    balanceUrl: 'https://stackr.example/admin/balance',
    currency: 'EUR',
    amountCents: 159_559,
    reason: 'payouts_not_enabled',
  },
  write: data => {
    const amount = formatMoney(data.amountCents, data.currency, data.locale);
    return {
      subject: 'Your payout waits',
      preheader: `${amount} stays on your balance for now. Here is why.`,
      title: 'Your payout waits',
      blocks: [
        data.reason === 'disputed'
          ? paragraph(
              'Last night’s run left out a part of what it owes to ',
              strong(data.wholesalerName),
              '. The reason:',
            )
          : paragraph('Last night’s run paid nothing to ', strong(data.wholesalerName), '. The reason:'),
        quote(reasons[data.reason]),
        figure('On your balance', amount),
        button('See my balance', data.balanceUrl),
      ],
      reason: `You get this letter because you sell on Stackr as ${data.wholesalerName}.`,
    };
  },
});
