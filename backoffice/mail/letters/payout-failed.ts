import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { button, facts, figure, paragraph, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, link } from '../shape.ts';

const reasons = {
  account_restricted:
    'Stripe has restricted your account. It needs something from you before it can take money, most often a document or a signature.',
  bank_payout_failed:
    'Your bank did not take the money. Most often the account number has changed or the account is closed.',
  transfer_refused: 'Stripe refused the transfer to your account.',
  transfer_reversed: 'The transfer to your account was reversed. The amount is on your Stackr balance again.',
  unknown: 'Something went wrong on the way. We are looking at it.',
};

export const payoutFailed = letter({
  schema: addressed.extend({
    wholesalerName: z.string(),
    payoutNumber: z.string(),
    payoutUrl: link,
    currency,
    amountCents: cents,
    reason: z.enum(['account_restricted', 'bank_payout_failed', 'transfer_refused', 'transfer_reversed', 'unknown']),
    /** In Stripe's words. */
    detail: z.string().nullable(),
  }),
  sample: {
    recipientName: 'Inès Marchetti',
    wholesalerName: 'Atelier Kaolin',
    payoutNumber: 'P-1042',
    payoutUrl: 'https://stackr.example/admin/payouts/P-1042',
    currency: 'EUR',
    amountCents: 159_559,
    reason: 'account_restricted',
    detail: 'Your account cannot currently accept transfers: identity document expired.',
  },
  write: data => {
    const amount = formatMoney(data.amountCents, data.currency, data.locale);
    return {
      subject: `Payout ${data.payoutNumber} did not go through`,
      preheader: `${amount} is safe on your balance. Here is what helps.`,
      title: 'Your payout did not go through',
      blocks: [
        paragraph(
          'We could not pay out the earnings of ',
          strong(data.wholesalerName),
          '. Nothing is lost: the money is yours and stays on your balance.',
        ),
        figure(`Payout ${data.payoutNumber}`, amount),
        quote(reasons[data.reason]),
        facts({ 'Stripe says': data.detail }),
        button('See what to do', data.payoutUrl),
        paragraph('Once this is settled, the next nightly run pays the amount by itself.'),
      ],
      reason: `You get this letter because you sell on Stackr as ${data.wholesalerName}.`,
    };
  },
});
