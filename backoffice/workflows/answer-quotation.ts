import {
  insertOffer,
  judgeOffer,
  lockPart,
  type OfferedLine,
  readAnswerable,
  takeStep,
} from '#backoffice/commerce/quotation/index.ts';
import { conflict, forbidden, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { tellOfOffer } from './quotation-letters.ts';

export interface QuotationAnswer {
  partId: string;
  wholesalerId: string;
  userId: string;
  message: string;
  /** The last day of the offer. */
  validUntil: string;
  lines: OfferedLine[];
}

/** The wholesaler offers, or offers anew; every offer stays as it was made. */
export async function answerQuotation(
  services: Services,
  answer: QuotationAnswer,
): Promise<{ status: 'offered'; offerId: string; version: number }> {
  const { partId, wholesalerId, userId, message, validUntil } = answer;
  const at = services.now();
  const today = at.toISOString().slice(0, 10);
  return services.db.transaction(async trx => {
    const part = await lockPart(trx, { partId, wholesalerId });
    if (!part) throw notFound('request for a quote');
    if (part.wholesalerStatus !== 'approved') throw forbidden('Your account is suspended: nothing can be offered now');
    if (part.storeStatus !== 'approved') throw conflict('store_away', 'This store cannot buy at the moment');
    if (!['requested', 'offered', 'countered'].includes(part.status))
      throw conflict(`already_${part.status}`, `This request is ${part.status} already: no offer can be made`);
    if (part.openUntil < today) throw conflict('answer_expired', 'The time for an answer is over');
    const known = await readAnswerable(
      trx,
      part,
      answer.lines.flatMap(line => line.sku ?? []),
    );
    const { reasons, variantIds } = judgeOffer(answer, known, today);
    refuseIfAny(reasons);
    const lines = answer.lines.map((line, index) => ({ ...line, variantId: variantIds[index]! }));
    const offer = await insertOffer(trx, { partId, madeBy: 'wholesaler', message, validUntil, userId, lines });
    const step = { partId, madeBy: 'wholesaler', userId, offerId: offer.id, openUntil: validUntil, at } as const;
    await takeStep(trx, { ...step, status: 'offered' });
    await tellOfOffer(trx, services, { partId, offerId: offer.id });
    return { status: 'offered', offerId: offer.id, version: offer.version };
  });
}
