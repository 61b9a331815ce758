import {
  addQuote,
  openLines,
  type ParcelLine,
  type PartInContext,
  type PartOfWholesaler,
  parcelLines,
  parcelReasons,
  parcelWeight,
  readPart,
} from '#backoffice/commerce/fulfillment/index.ts';
import { conflict, notFound, Refusal, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Rate } from '#backoffice/providers/shipping/shipping.ts';
import type { Services } from '#backoffice/services.ts';

/** lines: empty means everything no label covers yet. weightGrams: what the scales say, instead of what the catalogue adds up to. */
export interface AskedParcel extends PartOfWholesaler {
  lines: ParcelLine[];
  weightGrams?: number | undefined;
}

/** What carriers would take for a parcel. The quote is kept: only what was quoted can be bought. */
export async function readRates(
  services: Services,
  asked: AskedParcel,
): Promise<{ shipmentId: string; rates: Rate[] }> {
  const part = await readPart(services.db, asked);
  if (!part) throw notFound('order');
  requireShippable(part);
  const open = await openLines(services.db, part.id);
  const lines = parcelLines(open, asked.lines);
  refuseIfAny(parcelReasons(open, lines));
  const weightGrams = asked.weightGrams ?? parcelWeight(open, lines);
  const quote = await services.shipping.rates({
    from: { ...shipFrom(part), company: part.wholesaler_name, email: part.wholesaler_email },
    to: { ...part.shipping_address, email: part.email },
    parcel: { weightGrams },
    reference: part.number,
  });
  await addQuote(services.db, asked, { ...quote, lines, weightGrams });
  return quote;
}

export function requireShippable({ status }: { status: string }): void {
  if (status === 'accepted' || status === 'packed') return;
  if (status === 'placed') throw conflict('not_accepted', 'Accept the order first');
  throw conflict('not_shippable', `This order is ${status}: there is nothing to ship`);
}

function shipFrom(part: PartInContext) {
  if (part.ship_from) return part.ship_from;
  throw new Refusal('rule', 'no_ship_from', 'Enter the address you ship from first: carriers need it for their rates');
}
