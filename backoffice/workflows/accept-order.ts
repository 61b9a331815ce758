import { acceptPart, type PartOfWholesaler } from '#backoffice/commerce/fulfillment/index.ts';
import type { Services } from '#backoffice/services.ts';

export async function acceptOrder(services: Services, which: PartOfWholesaler): Promise<string> {
  return acceptPart(services.db, which, services.now());
}
