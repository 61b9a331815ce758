import {
  insertOffer,
  lockPart,
  namedLines,
  readAnswerable,
  staleOffer,
  takeStep,
} from '#backoffice/commerce/quotation/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { tellOfCounter } from './quotation-letters.ts';

export interface QuotationCounter {
  number: string;
  wholesaler: string;
  storeId: string;
  userId: string;
  /** The offer that is answered. */
  offerId: string;
  message: string;
  lines: { lineId: string; quantity: number; unitPriceCents: number }[];
}

/** The store answers an offer with the prices it hopes for; the offer is off the table until the wholesaler makes another. */
export async function counterQuotation(
  services: Services,
  counter: QuotationCounter,
): Promise<{ status: 'countered' }> {
  const { userId, message } = counter;
  const at = services.now();
  return services.db.transaction(async trx => {
    const part = await lockPart(trx, counter);
    if (!part) throw notFound('request for a quote');
    const stale = staleOffer(part, counter.offerId, at.toISOString().slice(0, 10));
    if (stale) throw conflict(stale.code, stale.message);
    const { lines: known } = await readAnswerable(trx, part, []);
    refuseIfAny(namedLines(counter.lines, known));
    const lines = counter.lines.map(line => ({ ...line, variantId: null }));
    const partId = part.id;
    const offer = await insertOffer(trx, { partId, madeBy: 'store', message, validUntil: null, userId, lines });
    await takeStep(trx, { partId, status: 'countered', madeBy: 'store', userId, offerId: offer.id, at });
    await tellOfCounter(trx, services, { partId, offerId: offer.id });
    return { status: 'countered' };
  });
}
