import { z } from 'zod';
import { formatDate } from '#backoffice/documents/date.ts';
import { addressLines } from '#backoffice/documents/party.ts';
import { button, facts, heading, paragraph, small, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { packedLines } from '../order-blocks.ts';
import { sampleItems, sampleOrder } from '../sample-order.ts';
import { address, day, item, link } from '../shape.ts';

/** One letter per parcel. */
export const orderShipped = letter({
  schema: addressed.extend({
    orderNumber: z.string(),
    orderUrl: link,
    wholesalerName: z.string(),
    parcel: z.object({ position: z.int(), count: z.int() }),
    carrier: z.string(),
    service: z.string(),
    trackingCode: z.string(),
    /** Null: the carrier has no public page; the order shows every scan. */
    trackingUrl: link.nullable(),
    estimatedDeliveryOn: day.nullable(),
    shippingAddress: address,
    items: z.array(item),
  }),
  sample: {
    recipientName: 'Zoë Ångström',
    orderNumber: sampleOrder.orderNumber,
    orderUrl: sampleOrder.orderUrl,
    wholesalerName: 'Atelier Kaolin',
    parcel: { position: 1, count: 2 },
    carrier: 'DHL',
    service: 'Parcel Connect',
    trackingCode: 'JJD000390007870123456',
    trackingUrl: 'https://track.example/JJD000390007870123456?lang=en&view=all',
    estimatedDeliveryOn: '2026-11-25',
    shippingAddress: sampleOrder.shippingAddress,
    items: sampleItems,
  },
  write: data => ({
    subject: `On its way: your parcel from ${data.wholesalerName}`,
    preheader: `${data.carrier} ${data.trackingCode}`,
    title: 'Your parcel is on its way',
    blocks: [
      paragraph(strong(data.wholesalerName), ' has shipped a parcel of your order ', strong(data.orderNumber), '.'),
      facts({
        Parcel: data.parcel.count > 1 ? `${data.parcel.position} of ${data.parcel.count}` : null,
        Carrier: `${data.carrier} ${data.service}`,
        'Tracking number': data.trackingCode,
        Expected: data.estimatedDeliveryOn && formatDate(data.estimatedDeliveryOn, data.locale),
        'Ships to': addressLines(data.shippingAddress, data.locale),
      }),
      button(data.trackingUrl ? 'Track the parcel' : 'See your order', data.trackingUrl ?? data.orderUrl),
      ...(data.items.length > 0 ? [heading('In this parcel'), packedLines(data.items)] : []),
      ...(data.trackingUrl ? [small(`Every scan also shows in your order: ${data.orderUrl}`)] : []),
    ],
    reason: `You get this letter because you placed order ${data.orderNumber}.`,
  }),
});
