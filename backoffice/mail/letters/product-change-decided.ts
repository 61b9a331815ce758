import { z } from 'zod';
import { button, paragraph, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { link } from '../shape.ts';

export const productChangeDecided = letter({
  schema: addressed.extend({
    productTitle: z.string(),
    isApproved: z.boolean(),
    reason: z.string().nullable(),
    productUrl: link,
  }),
  sample: {
    recipientName: 'Inès Marchetti',
    productTitle: 'Stoneware mug',
    isApproved: false,
    reason: 'The new description promises a capacity that the pictures do not show.',
    productUrl: 'https://stackr.example/admin/resources/products/records/0190/show',
  },
  write: data => ({
    subject: data.isApproved
      ? `Your change to ${data.productTitle} is live`
      : `Your change to ${data.productTitle} needs another look`,
    preheader: data.isApproved
      ? 'Buyers see the new text now.'
      : 'Buyers still see the product as it was. Here is why.',
    title: data.isApproved ? 'Your change is live' : 'We did not publish your change',
    blocks: data.isApproved
      ? [
          paragraph('Buyers now see ', strong(data.productTitle), ' as you changed it. Search follows within seconds.'),
          ...(data.reason ? [quote(data.reason)] : []),
          button('Open the product', data.productUrl),
        ]
      : [
          paragraph('We looked at your change to ', strong(data.productTitle), ' and did not publish it. The reason:'),
          quote(data.reason ?? ''),
          paragraph('Buyers still see the product as it was. Edit it again whenever you like.'),
          button('Open the product', data.productUrl),
        ],
    reason: 'You get this letter because you sell on Stackr.',
  }),
});
