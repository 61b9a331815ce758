import { type PartOfWholesaler, packPart } from '#backoffice/commerce/fulfillment/index.ts';
import type { Services } from '#backoffice/services.ts';

export async function packOrder(services: Services, which: PartOfWholesaler): Promise<string> {
  return packPart(services.db, which);
}
