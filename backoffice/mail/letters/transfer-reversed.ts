import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { button, facts, figure, paragraph, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, link } from '../shape.ts';

/** availableCents: the balance with it; below zero it is made up by what is earned next. */
export const transferReversed = letter({
  schema: addressed.extend({
    wholesalerName: z.string(),
    payoutNumber: z.string(),
    payoutUrl: link,
    currency,
    amountCents: cents,
    reason: z.string(),
    availableCents: z.int(),
  }),
  sample: {
    recipientName: 'Inès Marchetti',
    wholesalerName: 'Atelier Kaolin',
    payoutNumber: 'P-1042',
    payoutUrl: 'https://stackr.example/admin/payouts/P-1042',
    currency: 'EUR',
    amountCents: 12_400,
    reason: 'Order S-10431 was refunded after it had been paid out.',
    availableCents: 0,
  },
  write: data => {
    const amount = formatMoney(data.amountCents, data.currency, data.locale);
    return {
      subject: `${amount} of payout ${data.payoutNumber} was taken back`,
      preheader: `From your account at Stripe. Here is why.`,
      title: 'Part of a payout was taken back',
      blocks: [
        paragraph('We have taken money back that had been paid out to ', strong(data.wholesalerName), '.'),
        figure(`Of payout ${data.payoutNumber}`, amount),
        quote(data.reason),
        paragraph(
          'It left your account at Stripe and stands on your Stackr balance again, where it makes up what was refunded or charged. What remains above zero is in your next payout.',
        ),
        facts({ 'Your balance now': formatMoney(data.availableCents, data.currency, data.locale) }),
        button('See the payout', data.payoutUrl),
      ],
      reason: `You get this letter because you sell on Stackr as ${data.wholesalerName}.`,
    };
  },
});
