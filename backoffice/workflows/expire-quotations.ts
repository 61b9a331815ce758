import { dayAfter, expireParts, listEnding } from '#backoffice/commerce/quotation/index.ts';
import type { Services } from '#backoffice/services.ts';
import { tellOfEnding } from './quotation-letters.ts';

/**
 * Ends what nobody answered or ordered in time, and tells stores of offers that end tomorrow. An offer's last day is judged wherever it is
 * used, so a run that comes late changes nothing but the word on it.
 */
export async function expireQuotations(services: Services): Promise<{ expired: number; ending: number }> {
  const at = services.now();
  const today = at.toISOString().slice(0, 10);
  const expired = await expireParts(services.db, today, at);
  const ending = await listEnding(services.db, dayAfter(today, 1));
  for (const one of ending) await services.db.transaction(trx => tellOfEnding(trx, services, one));
  return { expired, ending: ending.length };
}
