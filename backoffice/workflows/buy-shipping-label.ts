// The row comes before the call: the quote turns 'buying' in its own transaction, then the label is bought, then everything that
// follows from it is written at once. A quote can be bought only once at the carrier's agent, and asking again answers the same
// label; so a crash or a lost answer is finished by the next click, or by finish-labels.
import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import {
  addShipment,
  cancelPurchase,
  findShipmentOfQuote,
  finishPurchase,
  isSameParcel,
  lockPart,
  lockQuote,
  markPartShipped,
  openLines,
  type ParcelLine,
  type ParcelQuote,
  type PartOfWholesaler,
  parcelReasons,
  readShipments,
  type ShipmentView,
  startPurchase,
} from '#backoffice/commerce/fulfillment/index.ts';
import { shipParcelStock } from '#backoffice/commerce/inventory/index.ts';
import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import { ProviderFailure } from '#backoffice/providers/failure.ts';
import type { Label } from '#backoffice/providers/shipping/shipping.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { requireShippable } from './read-rates.ts';
import { writeShippedLetter } from './write-parcel-letters.ts';

/** shipmentId and rateId: as readRates answered them. lines: empty, or the quoted ones again. */
export interface AskedLabel extends PartOfWholesaler {
  shipmentId: string;
  rateId: string;
  lines: ParcelLine[];
  requestKey: string | null;
  actor: Actor;
}

export async function buyShippingLabel(services: Services, asked: AskedLabel): Promise<ShipmentView> {
  const { quote, isResumed } = await services.db.transaction(trx => claimQuote(trx, asked, services.now()));
  if (quote.status === 'bought') return boughtBefore(services.db, quote);
  const label = await buy(services, quote, isResumed);
  return services.db.transaction(trx => recordLabel(trx, services, quote, label));
}

interface Claim {
  quote: ParcelQuote;
  /** An earlier attempt may have bought it already. */
  isResumed: boolean;
}

async function claimQuote(trx: Db, asked: AskedLabel, at: Date): Promise<Claim> {
  const part = await lockPart(trx, asked);
  const quote = await lockQuote(trx, asked, asked.shipmentId);
  if (!quote) throw notFound('quote');
  if (asked.lines.length > 0 && !isSameParcel(asked.lines, quote.lines))
    throw conflict('other_lines', 'The rates were made for other items: ask for rates again');
  if (quote.status === 'bought') return { quote, isResumed: true };
  if (!quote.rates.some(rate => rate.id === asked.rateId)) throw notFound('rate');
  if (quote.status === 'buying') {
    if (quote.rate_id !== asked.rateId)
      throw conflict('label_in_progress', 'Another label for this parcel is being bought: look again in a minute');
    return { quote, isResumed: true };
  }
  requireShippable(part);
  refuseIfAny(parcelReasons(await openLines(trx, part.id), quote.lines));
  await startPurchase(trx, quote.id, { rateId: asked.rateId, requestKey: asked.requestKey, at });
  await writeAudit(trx, {
    ...{ actor: asked.actor, action: 'buy.label', table: 'wholesaler_orders', id: part.id },
    after: quote.rates.find(rate => rate.id === asked.rateId),
  });
  return { quote: { ...quote, rate_id: asked.rateId, request_key: asked.requestKey }, isResumed: false };
}

async function buy(services: Services, quote: ParcelQuote, isResumed: boolean): Promise<Label> {
  try {
    return await services.shipping.buyLabel({ shipmentId: quote.easypost_shipment_id, rateId: quote.rate_id! });
  } catch (error) {
    const nothingWasBought =
      error instanceof ProviderFailure &&
      (error.kind === 'refused' || error.kind === 'insufficient' || (error.kind === 'busy' && !isResumed));
    if (nothingWasBought) await cancelPurchase(services.db, quote.id);
    throw error;
  }
}

async function recordLabel(trx: Db, services: Services, quote: ParcelQuote, label: Label): Promise<ShipmentView> {
  const at = services.now();
  const part = await lockPart(trx, { partId: quote.wholesaler_order_id, wholesalerId: quote.wholesaler_id });
  if (!(await finishPurchase(trx, quote.id))) return boughtBefore(trx, quote);
  const shipmentId = await addShipment(trx, quote, label, at);
  await shipParcelStock(trx, shipmentId);
  const open = await openLines(trx, part.id);
  const isComplete = open.every(line => line.openQuantity === 0);
  if (isComplete) await markPartShipped(trx, part.id, at);
  await postLabelCost(trx, { shipmentId, part, label, at });
  const [shipment] = await readShipments(trx, { shipmentId });
  await writeShippedLetter(trx, services, { partId: part.id, shipment: shipment!, isLast: isComplete });
  return shipment!;
}

interface LabelCost {
  shipmentId: string;
  part: { id: string; order_id: string; wholesaler_id: string };
  label: Label;
  at: Date;
}

/** The carrier's account is the platform's; the wholesaler bears the label, from its next payout. */
async function postLabelCost(trx: Db, { shipmentId, part, label, at }: LabelCost): Promise<void> {
  if (label.rateCents === 0) return;
  const { currency, rateCents } = label;
  const today = at.toISOString().slice(0, 10);
  await postTransaction(trx, {
    kind: 'label',
    cause: `label:${shipmentId}`,
    memo: `Label ${label.carrier} ${label.trackingCode}`,
    occurredAt: at,
    orderId: part.order_id,
    wholesalerOrderId: part.id,
    entries: [
      {
        account: { kind: 'wholesaler_payable', wholesalerId: part.wholesaler_id },
        currency,
        amountCents: rateCents,
        wholesalerOrderId: part.id,
        availableOn: today,
      },
      { account: { kind: 'shipping_revenue' }, currency, amountCents: -rateCents, wholesalerOrderId: part.id },
    ],
  });
}

async function boughtBefore(db: Db, quote: ParcelQuote): Promise<ShipmentView> {
  const shipmentId = await findShipmentOfQuote(db, quote.easypost_shipment_id);
  const [shipment] = await readShipments(db, { shipmentId: shipmentId! });
  return shipment!;
}
