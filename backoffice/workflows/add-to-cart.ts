import { type AddedLine, addUnits, type CartOwner, findOffer } from '#backoffice/commerce/cart/index.ts';
import { ladderOf, TIERS_OF_VARIANT, unitPriceAt } from '#backoffice/commerce/pricing/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

/**
 * Two statements: the offer, then the line. Quantity rules and stock are judged where the cart is shown and again at checkout, so that a
 * buyer can build a case step by step.
 */
export async function addToCart(
  services: Services,
  owner: CartOwner,
  unit: { variantId: string; quantity: number },
): Promise<AddedLine> {
  const offer = await findOffer(
    services.db,
    owner,
    { variantId: unit.variantId, now: services.now() },
    TIERS_OF_VARIANT,
  );
  const ladder = offer && owner.channel === 'b2b' ? ladderOf(offer.wholesalePriceCents, offer.tiers) : null;
  if (!offer || (owner.channel === 'b2b' && !ladder)) throw notFound('product for sale');
  return addUnits(services.db, owner, {
    ...unit,
    unitPriceCents: ladder ? unitPriceAt(ladder, offer.inCart + unit.quantity) : offer.retailPriceCents,
  });
}
