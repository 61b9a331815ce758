import { z } from 'zod';
import { button, paragraph, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { link } from '../shape.ts';

export const storeRestored = letter({
  schema: addressed.extend({ storeName: z.string(), startUrl: link }),
  sample: {
    recipientName: 'Zoë Ångström',
    storeName: 'Kornblume & Söhne',
    startUrl: 'https://stackr.example/',
  },
  write: data => ({
    subject: `${data.storeName} can order again`,
    preheader: 'The suspension is lifted.',
    title: 'Your store is open again',
    blocks: [
      paragraph(
        'The suspension of ',
        strong(data.storeName),
        ' is lifted. Wholesale prices and terms are as they were, and your cart is where you left it.',
      ),
      button('Shop wholesale', data.startUrl),
    ],
    reason: `You get this letter because you belong to ${data.storeName} on Stackr.`,
  }),
});
