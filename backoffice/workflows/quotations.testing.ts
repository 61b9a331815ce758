import type { Knex } from 'knex';
import { type LockedPart, readForStore, readForWholesaler } from '#backoffice/commerce/quotation/index.ts';
import type { Services } from '#backoffice/services.ts';
import { WORLD } from '#db/seeds/world.ts';
import { acceptQuotation } from './accept-quotation.ts';
import { answerQuotation } from './answer-quotation.ts';
import { type QuotationRequest, requestQuotation } from './request-quotation.ts';
import { storeOwner } from './selling.testing.ts';

const { users, stores, variants, wholesalers } = WORLD;
export const olgasCart = {
  ...storeOwner(users.olga, stores.corner),
  userId: users.olga as string,
  storeId: stores.corner as string,
};

/** Seven bags of the roastery's espresso (packed by six), and a jug that nobody lists. */
export const wanted = (more: Partial<QuotationRequest> = {}): QuotationRequest => ({
  storeId: stores.corner,
  storeName: 'Corner & Co',
  userId: users.olga,
  requestKey: `key ${Math.random()}`,
  wholesalers: ['north-roastery', 'clay-and-co'],
  note: 'For the second shop',
  lines: [
    { variantId: variants.espressoSmall, quantity: 7, targetPriceCents: 400, note: 'Fresh, please', isOpen: false },
    { title: 'A jug for a litre', quantity: 10, note: '', isOpen: true },
  ],
  ...more,
});

export const inDays = (services: Services, days: number) =>
  new Date(services.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);

/** Corner & Co's people and the wholesalers' at work on requests, by the words of the trade. */
export function quotationTalk(db: Knex, services: Services) {
  const roastery = { wholesalerId: wholesalers.roastery as string, userId: users.roaster as string };
  const pottery = { wholesalerId: wholesalers.pottery as string, userId: users.potter as string };
  const partOf = async (number: string, wholesalerId: string): Promise<LockedPart & { id: string }> =>
    db('quotation_parts').where({ number, wholesaler_id: wholesalerId }).first();
  return {
    roastery,
    pottery,
    partOf,
    ask: (more: Partial<QuotationRequest> = {}) => requestQuotation(services, wanted(more)),
    read: (number: string) => readForStore(db, { number, storeId: stores.corner }),
    /** The roastery offers seven bags at 4.50 until in five days. */
    async roasteryOffers(number: string, { quantity = 7, unitPriceCents = 450, days = 5 } = {}) {
      const { id } = await partOf(number, roastery.wholesalerId);
      const own = await readForWholesaler(db, { partId: id, wholesalerId: roastery.wholesalerId });
      return answerQuotation(services, {
        ...roastery,
        partId: id,
        message: 'With pleasure',
        validUntil: inDays(services, days),
        lines: [{ lineId: own.lines[0].id, quantity, unitPriceCents }],
      });
    },
    accept: (number: string, offerId: string, wholesaler = 'north-roastery') =>
      acceptQuotation(services, { number, wholesaler, owner: olgasCart, offerId }),
  };
}
