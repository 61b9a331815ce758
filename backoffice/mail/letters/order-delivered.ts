import { z } from 'zod';
import { formatDate } from '#backoffice/documents/date.ts';
import { button, heading, paragraph, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { packedLines } from '../order-blocks.ts';
import { sampleItems, sampleOrder } from '../sample-order.ts';
import { day, item, link } from '../shape.ts';

export const orderDelivered = letter({
  schema: addressed.extend({
    orderNumber: z.string(),
    orderUrl: link,
    wholesalerName: z.string(),
    deliveredOn: day,
    items: z.array(item),
  }),
  sample: {
    recipientName: 'Zoë Ångström',
    orderNumber: sampleOrder.orderNumber,
    orderUrl: sampleOrder.orderUrl,
    wholesalerName: 'Atelier Kaolin',
    deliveredOn: '2026-11-24T13:05:00.000Z',
    items: sampleItems,
  },
  write: data => ({
    subject: `Delivered: your parcel from ${data.wholesalerName}`,
    preheader: `Order ${data.orderNumber} arrived on ${formatDate(data.deliveredOn, data.locale)}.`,
    title: 'Your parcel has arrived',
    blocks: [
      paragraph(
        `The carrier delivered your parcel from `,
        strong(data.wholesalerName),
        ` on ${formatDate(data.deliveredOn, data.locale)}. It belongs to order `,
        strong(data.orderNumber),
        '.',
      ),
      ...(data.items.length > 0 ? [heading('Delivered'), packedLines(data.items)] : []),
      paragraph('Something missing or broken? Tell us from your order page, and we put it right.'),
      button('See your order', data.orderUrl),
    ],
    reason: `You get this letter because you placed order ${data.orderNumber}.`,
  }),
});
