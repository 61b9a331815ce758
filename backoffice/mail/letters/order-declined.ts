import { z } from 'zod';
import { button, paragraph, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { link } from '../shape.ts';

/** To the buyer whose order was above their limit. */
export const orderDeclined = letter({
  schema: addressed.extend({ number: z.string(), reason: z.string(), cartUrl: link }),
  sample: {
    recipientName: 'Björn Weiß',
    number: 'A-1024',
    reason: 'Let us wait for the January firing,\nand take half of the jugs.',
    cartUrl: 'https://stackr.example/cart?channel=b2b',
  },
  write: data => ({
    subject: `${data.number} was not approved`,
    preheader: 'Its products are back in your cart.',
    title: 'Your order was not approved',
    blocks: [
      paragraph(strong(data.number), ' was not approved. The reason:'),
      quote(data.reason),
      paragraph('Its products are in your wholesale cart again, so that you can change them and submit anew.'),
      button('Go to the cart', data.cartUrl),
    ],
    reason: 'You get this letter because you submitted this order for approval.',
  }),
});
