import { acceptOrder } from '../../../backoffice/workflows/accept-order.ts';
import { applyTracking } from '../../../backoffice/workflows/apply-tracking.ts';
import { buyShippingLabel } from '../../../backoffice/workflows/buy-shipping-label.ts';
import { cancelOrder } from '../../../backoffice/workflows/cancel-order.ts';
import { readRates } from '../../../backoffice/workflows/read-rates.ts';
import { voidShippingLabel } from '../../../backoffice/workflows/void-shipping-label.ts';
import { pick } from '../../../db/seeds/chance.ts';
import { FINANCE, pickRow } from './finding.ts';
import type { Market } from './market.ts';

const PACKER = { userId: null, role: 'wholesaler' };

const partIn = (market: Market, ...statuses: string[]) =>
  pickRow(market, market.db('wholesaler_orders').whereIn('status', statuses).orderBy('number'));

export async function acceptPart(market: Market) {
  const part = await partIn(market, 'placed');
  if (!part) return null;
  return acceptOrder(market.services, { partId: part.id, wholesalerId: part.wholesaler_id });
}

/** All of it, or one unit of a line in a parcel of its own. */
export async function shipPart(market: Market) {
  const { chance, db, services } = market;
  const part = await partIn(market, 'accepted', 'packed');
  if (!part) return null;
  const line = chance() < 0.2 ? await db('order_lines').where({ wholesaler_order_id: part.id }).first('id') : null;
  const which = { partId: part.id, wholesalerId: part.wholesaler_id };
  const lines = line ? [{ orderLineId: line.id, quantity: 1 }] : [];
  const { shipmentId, rates } = await readRates(services, { ...which, lines });
  const label = { ...which, shipmentId, rateId: pick(chance, rates).id, lines: [], requestKey: null, actor: PACKER };
  // A second click at the same time buys nothing more.
  if (chance() < 0.1) await Promise.allSettled([buyShippingLabel(services, label), buyShippingLabel(services, label)]);
  return (await buyShippingLabel(services, label)).id;
}

export async function deliverParcel(market: Market) {
  const parcel = await pickRow(
    market,
    market.db('shipments').whereNotIn('status', ['delivered', 'voided']).orderBy('created_at'),
  );
  if (!parcel) return null;
  const at = market.now();
  const news = { id: parcel.easypost_tracker_id, updatedAt: at, estimatedDelivery: null };
  const tell = (status: string) =>
    market.db.transaction(trx =>
      applyTracking(trx, market.services, {
        ...news,
        status,
        scans: [{ status, message: status, place: null, at }],
      }),
    );
  if (market.chance() < 0.2) await tell('in_transit');
  await market.pass(1);
  news.updatedAt = market.now();
  return tell('delivered');
}

export async function voidLabel(market: Market) {
  const parcel = await pickRow(
    market,
    market
      .db('shipments as s')
      .join('wholesaler_orders as p', 'p.id', 's.wholesaler_order_id')
      .whereIn('s.status', ['label_created', 'pre_transit'])
      .orderBy('s.created_at')
      .select('s.id', 'p.wholesaler_id'),
  );
  if (!parcel) return null;
  await voidShippingLabel(market.services, {
    shipmentId: parcel.id,
    wholesalerId: parcel.wholesaler_id,
    actor: PACKER,
  });
  return 'voided';
}

export async function cancelPart(market: Market) {
  const part = await partIn(market, 'placed', 'accepted', 'packed');
  if (!part) return null;
  await cancelOrder(market.services, {
    ...{ orderId: part.order_id, wholesalerId: part.wholesaler_id, reason: 'Broken', actor: FINANCE },
  });
  return part.number;
}
