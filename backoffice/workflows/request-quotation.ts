import {
  type Asked,
  answerUntil,
  findAskable,
  findByRequestKey,
  insertQuotation,
  requestReasons,
} from '#backoffice/commerce/quotation/index.ts';
import { refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { tellOfRequest } from './quotation-letters.ts';

export interface QuotationRequest extends Asked {
  storeId: string;
  storeName: string;
  userId: string;
  requestKey: string;
}

/** One request, a part and a letter for each wholesaler. A repeat of the request finds the first one. */
export async function requestQuotation(
  services: Services,
  { storeId, storeName, userId, requestKey, ...asked }: QuotationRequest,
): Promise<{ number: string }> {
  const first = await findByRequestKey(services.db, requestKey);
  if (first) return first;
  const today = services.now().toISOString().slice(0, 10);
  const known = await findAskable(services.db, asked);
  refuseIfAny(requestReasons(asked, known, today));
  const openUntil = answerUntil(asked.lines, today);
  const request = {
    storeId,
    storeName,
    requestedBy: userId,
    currency: services.settings.currency,
    requestKey,
    openUntil,
  };
  const made = await services.db.transaction(async trx => {
    const quotation = await insertQuotation(trx, request, asked, known);
    for (const partId of quotation?.partIds ?? []) await tellOfRequest(trx, services, partId);
    return quotation;
  });
  return { number: made?.number ?? (await findByRequestKey(services.db, requestKey))!.number };
}
