import { z } from 'zod';
import { addressLines } from '#backoffice/documents/party.ts';
import { button, facts, heading, paragraph, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { packedLines } from '../order-blocks.ts';
import { sampleItems, sampleOrder } from '../sample-order.ts';
import { address, item, link } from '../shape.ts';

/** To the buyer: what went wrong is sent again. */
export const orderReplaced = letter({
  schema: addressed.extend({
    orderNumber: z.string(),
    replacedNumber: z.string(),
    orderUrl: link,
    wholesalerName: z.string(),
    reason: z.string(),
    shippingAddress: address,
    items: z.array(item).min(1),
  }),
  sample: {
    recipientName: 'Zoë Ångström',
    orderNumber: 'S-100057',
    replacedNumber: sampleOrder.orderNumber,
    orderUrl: sampleOrder.orderUrl,
    wholesalerName: 'Atelier Kaolin',
    reason: 'Two mugs of the parcel arrived broken.',
    shippingAddress: sampleOrder.shippingAddress,
    items: sampleItems,
  },
  write: data => ({
    subject: `A replacement for order ${data.replacedNumber}`,
    preheader: `${data.wholesalerName} sends it again, free of charge.`,
    title: 'A replacement is coming',
    blocks: [
      paragraph(
        strong(data.wholesalerName),
        ' sends you a replacement for what went wrong with order ',
        strong(data.replacedNumber),
        '. It has a number of its own, ',
        strong(data.orderNumber),
        ', and there is nothing to pay. The reason:',
      ),
      quote(data.reason),
      button('See the replacement', data.orderUrl),
      heading('Will be sent'),
      packedLines(data.items),
      facts({ 'Ships to': addressLines(data.shippingAddress, data.locale) }),
    ],
    reason: `You get this letter because you placed order ${data.replacedNumber}.`,
  }),
});
