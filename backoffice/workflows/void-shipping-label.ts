import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import {
  findVoidable,
  lockPart,
  readShipments,
  reopenShippedPart,
  type ShipmentView,
  VOIDABLE,
  type VoidableShipment,
  voidShipment,
} from '#backoffice/commerce/fulfillment/index.ts';
import { unshipParcelStock } from '#backoffice/commerce/inventory/index.ts';
import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { conflict, notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

interface AskedVoid {
  shipmentId: string;
  wholesalerId: string;
  actor: Actor;
}

/**
 * Gives an unused label back: its units are open again, and the wholesaler gets its cost back. The carrier's agent is asked first;
 * asking twice answers the same, so a crash in between is mended by asking again. Throws Refusal label_used.
 */
export async function voidShippingLabel(services: Services, asked: AskedVoid): Promise<ShipmentView> {
  const { shipmentId, wholesalerId } = asked;
  const shipment = await findVoidable(services.db, shipmentId, wholesalerId);
  if (!shipment) throw notFound('parcel');
  if (shipment.status !== 'voided') {
    const isOnItsWay = !VOIDABLE.includes(shipment.status);
    if (isOnItsWay || (await services.shipping.refundLabel(shipment.easypost_shipment_id)) === 'rejected')
      throw conflict('label_used', 'The carrier has this parcel already: its label cannot be voided');
    await services.db.transaction(trx => takeBack(trx, services, shipment, asked));
  }
  const [view] = await readShipments(services.db, { shipmentId });
  return view!;
}

async function takeBack(
  trx: Db,
  services: Services,
  shipment: VoidableShipment,
  { wholesalerId, actor }: AskedVoid,
): Promise<void> {
  const at = services.now();
  const partId = shipment.wholesaler_order_id;
  await lockPart(trx, { partId, wholesalerId });
  if (!(await voidShipment(trx, shipment.id, at))) return;
  await unshipParcelStock(trx, shipment.id);
  await reopenShippedPart(trx, partId, at);
  await writeAudit(trx, {
    ...{ actor, action: 'void.label', table: 'shipments', id: shipment.id },
    before: { status: shipment.status, trackingCode: shipment.tracking_code, rateCents: shipment.rate_cents },
    after: { status: 'voided' },
  });
  if (shipment.rate_cents === 0) return;
  const { currency, rate_cents: cents } = shipment;
  const payable = { kind: 'wholesaler_payable', wholesalerId } as const;
  const today = at.toISOString().slice(0, 10);
  await postTransaction(trx, {
    kind: 'label',
    cause: `label:${shipment.id}:voided`,
    memo: `Label ${shipment.tracking_code} voided`,
    occurredAt: at,
    orderId: shipment.order_id,
    wholesalerOrderId: partId,
    entries: [
      { account: payable, currency, amountCents: -cents, wholesalerOrderId: partId, availableOn: today },
      { account: { kind: 'shipping_revenue' }, currency, amountCents: cents, wholesalerOrderId: partId },
    ],
  });
}
