import { z } from 'zod';
import { company } from '#backoffice/documents/company.ts';
import { button, paragraph, points, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { link } from '../shape.ts';

export const storeSuspended = letter({
  schema: addressed.extend({ storeName: z.string(), reason: z.string(), accountUrl: link }),
  sample: {
    recipientName: 'Zoë Ångström',
    storeName: 'Kornblume & Söhne',
    reason: 'Two invoices are overdue for more than sixty days.',
    accountUrl: 'https://stackr.example/store/apply',
  },
  write: data => ({
    subject: `${data.storeName} is suspended`,
    preheader: 'You cannot order at wholesale prices for now. Here is why, and what helps.',
    title: 'Your store is suspended',
    blocks: [
      paragraph('We have suspended ', strong(data.storeName), '. The reason:'),
      quote(data.reason),
      paragraph('Until this is settled:'),
      points(
        'Wholesale prices are hidden, and nothing can be ordered at them.',
        'Orders already placed are still delivered, and invoices stay due.',
        'You can buy at retail prices as before.',
      ),
      button('Open my store', data.accountUrl),
      paragraph('Write to ', strong(company.email), ' to settle it with us.'),
    ],
    reason: `You get this letter because you belong to ${data.storeName} on Stackr.`,
  }),
});
