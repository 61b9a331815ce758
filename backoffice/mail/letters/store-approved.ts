import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { button, facts, paragraph, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, link } from '../shape.ts';

export const storeApproved = letter({
  schema: addressed.extend({
    storeName: z.string(),
    startUrl: link,
    /** Null: the store pays by card. */
    terms: z.object({ netDays: z.int(), creditLimitCents: cents, currency }).nullable(),
  }),
  sample: {
    recipientName: 'Zoë Ångström',
    storeName: 'Kornblume & Söhne',
    startUrl: 'https://stackr.example/',
    terms: { netDays: 30, creditLimitCents: 500_000, currency: 'EUR' },
  },
  write: data => ({
    subject: `${data.storeName} is approved`,
    preheader: 'Wholesale prices, tiers and case packs are open to you now.',
    title: 'Your store is approved',
    blocks: [
      paragraph(
        strong(data.storeName),
        ' can buy in bulk from now on: wholesale prices, quantity tiers and case packs are shown as soon as you sign in.',
      ),
      facts({
        'Pay by invoice': data.terms && `within ${data.terms.netDays} days`,
        'Credit limit': data.terms && formatMoney(data.terms.creditLimitCents, data.terms.currency, data.locale),
      }),
      button('See wholesale prices', data.startUrl),
    ],
    reason: `You get this letter because you applied to Stackr for ${data.storeName}.`,
  }),
});
