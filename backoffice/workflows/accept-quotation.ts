import { type CartOwner, lockLines } from '#backoffice/commerce/cart/index.ts';
import {
  lockPart,
  readAgreedLines,
  readUnorderedLines,
  SAID,
  staleOffer,
  takeStep,
} from '#backoffice/commerce/quotation/index.ts';
import { conflict, notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { tellOfAcceptance } from './quotation-letters.ts';

export interface QuotationAcceptance {
  number: string;
  wholesaler: string;
  owner: CartOwner & { userId: string; storeId: string };
  /** The offer that was seen: accepting another one by mistake is refused. */
  offerId: string;
}

/** The offer's lines lie in the cart at their agreed prices; what lay there of the same variants gives way. */
export async function acceptQuotation(
  services: Services,
  acceptance: QuotationAcceptance,
): Promise<{ status: 'accepted' }> {
  const { owner, offerId } = acceptance;
  const at = services.now();
  return services.db.transaction(async trx => {
    const part = await lockPart(trx, { ...acceptance, storeId: owner.storeId });
    if (!part) throw notFound('request for a quote');
    const stale = staleOffer(part, offerId, at.toISOString().slice(0, 10));
    if (stale) throw conflict(stale.code, stale.message);
    if (part.wholesalerStatus !== 'approved')
      throw conflict('wholesaler_away', 'This wholesaler does not sell at the moment');
    await takeStep(trx, { partId: part.id, status: 'accepted', madeBy: 'store', userId: owner.userId, offerId, at });
    await lockLines(trx, owner, await readAgreedLines(trx, offerId));
    await tellOfAcceptance(trx, services, { partId: part.id, offerId });
    return { status: 'accepted' };
  });
}

/** For lines that were taken out of the cart, or for a colleague's cart: what is not ordered yet, as long as the offer holds. */
export async function putQuotationIntoCart(
  services: Services,
  { owner, ...which }: Omit<QuotationAcceptance, 'offerId'>,
): Promise<{ lineCount: number }> {
  const today = services.now().toISOString().slice(0, 10);
  return services.db.transaction(async trx => {
    const part = await lockPart(trx, { ...which, storeId: owner.storeId });
    if (!part) throw notFound('request for a quote');
    if (!['accepted', 'ordered'].includes(part.status)) throw conflict('not_accepted', SAID[part.status]);
    if (part.openUntil < today) throw conflict('offer_expired', SAID.expired);
    const lines = await readUnorderedLines(trx, part.currentOfferId!);
    if (lines.length === 0) throw conflict('already_ordered', SAID.ordered);
    await lockLines(trx, owner, lines);
    return { lineCount: lines.length };
  });
}
