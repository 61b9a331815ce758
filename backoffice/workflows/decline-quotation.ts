import { lockOpenParts, lockPart, takeStep, type WhichPart } from '#backoffice/commerce/quotation/index.ts';
import { conflict, notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { tellOfEnd } from './quotation-letters.ts';

export interface QuotationEnd {
  which: WhichPart;
  userId: string;
  reason: string;
}

/** One side says no: the store to an offer, the wholesaler to a request. */
export const declineQuotation = (services: Services, end: QuotationEnd): Promise<{ status: 'declined' }> =>
  endPart(services, end, 'declined', ['requested', 'offered', 'countered']);

/** The wholesaler takes back an offer that nobody has accepted. */
export const withdrawOffer = (services: Services, end: QuotationEnd): Promise<{ status: 'withdrawn' }> =>
  endPart(services, end, 'withdrawn', ['offered']);

async function endPart<How extends 'declined' | 'withdrawn'>(
  services: Services,
  { which, userId, reason }: QuotationEnd,
  how: How,
  from: string[],
): Promise<{ status: How }> {
  const by = 'partId' in which ? 'wholesaler' : 'store';
  return services.db.transaction(async trx => {
    const part = await lockPart(trx, which);
    if (!part) throw notFound('request for a quote');
    if (!from.includes(part.status))
      throw conflict(`already_${part.status}`, `This is ${part.status} by now: it cannot be ${how}`);
    await takeStep(trx, { partId: part.id, status: how, madeBy: by, userId, message: reason, at: services.now() });
    await tellOfEnd(trx, services, { partId: part.id, by, how, reason });
    return { status: how };
  });
}

/** The store takes its request back from everyone whose offer it has not accepted. */
export async function withdrawQuotation(
  services: Services,
  { number, storeId, userId, reason }: { number: string; storeId: string; userId: string; reason: string },
): Promise<{ withdrawn: number }> {
  return services.db.transaction(async trx => {
    const partIds = await lockOpenParts(trx, { number, storeId });
    if (!partIds) throw notFound('request for a quote');
    if (partIds.length === 0) throw conflict('nothing_open', 'Every part of this request is decided already');
    for (const partId of partIds) {
      await takeStep(trx, {
        partId,
        status: 'withdrawn',
        madeBy: 'store',
        userId,
        message: reason,
        at: services.now(),
      });
      await tellOfEnd(trx, services, { partId, by: 'store', how: 'withdrawn', reason });
    }
    return { withdrawn: partIds.length };
  });
}
