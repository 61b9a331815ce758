import {
  type DeliveredPart,
  type PartInContext,
  readItems,
  readPartById,
  type ShipmentView,
} from '#backoffice/commerce/fulfillment/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

interface ShippedParcel {
  partId: string;
  shipment: ShipmentView;
  isLast: boolean;
}

export async function writeShippedLetter(
  trx: Db,
  services: Services,
  { partId, shipment, isLast }: ShippedParcel,
): Promise<void> {
  const part = (await readPartById(trx, partId))!;
  const position = await trx('shipments').where({ wholesaler_order_id: partId }).whereNot({ status: 'voided' }).count();
  const parcelNumber = Number(position[0]!.count);
  await writeLetter(trx, services.queue, {
    kind: 'order-shipped',
    dedupeKey: `shipment:${shipment.id}:shipped`,
    ...toBuyer(part),
    data: {
      ...aboutOrder(part, services),
      parcel: { position: parcelNumber, count: isLast ? parcelNumber : parcelNumber + 1 },
      carrier: shipment.carrier,
      service: shipment.service,
      trackingCode: shipment.trackingCode,
      trackingUrl: null,
      estimatedDeliveryOn: shipment.estimatedDelivery,
      shippingAddress: part.shipping_address,
      items: await readItems(trx, { shipmentId: shipment.id }),
    },
  });
}

export async function writeDeliveredLetter(trx: Db, services: Services, delivered: DeliveredPart): Promise<void> {
  const part = (await readPartById(trx, delivered.id))!;
  await writeLetter(trx, services.queue, {
    kind: 'order-delivered',
    dedupeKey: `wholesaler_order:${part.id}:delivered`,
    ...toBuyer(part),
    data: {
      ...aboutOrder(part, services),
      deliveredOn: delivered.delivered_at.toISOString(),
      items: await readItems(trx, { partId: part.id }),
    },
  });
}

const toBuyer = (part: PartInContext) => ({
  to: { name: part.shipping_address.name, address: part.email },
  orderId: part.order_id,
  userId: part.user_id,
});

const aboutOrder = (part: PartInContext, { settings }: Services) => ({
  orderNumber: part.order_number,
  orderUrl: `${settings.publicUrl}/orders/${part.order_number}`,
  wholesalerName: part.wholesaler_name,
});
