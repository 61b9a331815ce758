import { z } from 'zod';
import { button, paragraph, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { link } from '../shape.ts';

export const storeRejected = letter({
  schema: addressed.extend({ storeName: z.string(), reason: z.string(), accountUrl: link }),
  sample: {
    recipientName: 'Zoë Ångström',
    storeName: 'Kornblume & Söhne',
    reason:
      'The register has no business under the tax id you gave us.\nIf it was a slip of the pen, apply again with the right one.',
    accountUrl: 'https://stackr.example/store/apply',
  },
  write: data => ({
    subject: `About your application for ${data.storeName}`,
    preheader: 'We cannot approve the store as it is. Here is why.',
    title: 'We cannot approve your store',
    blocks: [
      paragraph(
        'Thank you for applying with ',
        strong(data.storeName),
        '. We looked at it with care and cannot approve it. The reason:',
      ),
      quote(data.reason),
      paragraph('You can still buy at retail prices, and you can apply again once this has changed.'),
      button('Open my application', data.accountUrl),
    ],
    reason: `You get this letter because you applied to Stackr for ${data.storeName}.`,
  }),
});
