import { computePairs } from '#backoffice/commerce/recommendation/index.ts';
import type { Services } from '#backoffice/services.ts';

const DAYS = 180;

/** What is bought together, anew from half a year of orders; replaced in one transaction, so readers never see it empty. */
export async function computeProductPairs(services: Services): Promise<number> {
  const now = services.now();
  const since = new Date(now.getTime() - DAYS * 86_400_000);
  return services.db.transaction(trx => computePairs(trx, since, now));
}
