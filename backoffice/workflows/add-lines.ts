import { type CartOwner, putLines } from '#backoffice/commerce/cart/index.ts';
import { ladderOf, TIERS_OF_VARIANT, unitPriceAt } from '#backoffice/commerce/pricing/index.ts';
import { findVariants } from '#backoffice/commerce/quick-order/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

export interface AddedLines {
  addedUnits: number;
  skipped: { variantId: string; message: string }[];
  lineCount: number;
  unitCount: number;
}

/** Units of several variants on top of what is in the cart, unjudged as in add-to-cart. Two statements, however many. */
export async function addLines(
  services: Services,
  owner: CartOwner,
  wanted: { variantId: string; quantity: number }[],
): Promise<AddedLines> {
  const units = new Map<string, number>();
  for (const { variantId, quantity } of wanted) units.set(variantId, (units.get(variantId) ?? 0) + quantity);
  const asked = [...units.keys()].map(variantId => ({ code: '', variantId, wholesaler: null }));
  const found = await findVariants(services.db, asked, {
    buyer: owner,
    now: services.now(),
    tiersOfVariant: TIERS_OF_VARIANT,
  });
  const lines = found.flatMap(variant => {
    const quantity = units.get(variant.id)!;
    const ladder = owner.channel === 'b2b' ? ladderOf(variant.wholesalePriceCents, variant.tiers) : null;
    if (!variant.isForSale || (owner.channel === 'b2b' && !ladder)) return [];
    const unitPriceCents = ladder ? unitPriceAt(ladder, variant.quantityInCart + quantity) : variant.retailPriceCents;
    return [{ variantId: variant.id, quantity, unitPriceCents }];
  });
  if (lines.length === 0) throw notFound('product for sale');
  const taken = new Set(lines.map(line => line.variantId));
  // In the order in which they were asked for: so they lie in the cart.
  const places = new Map([...units.keys()].map((id, place) => [id, place]));
  lines.sort((one, other) => places.get(one.variantId)! - places.get(other.variantId)!);
  return {
    addedUnits: lines.reduce((sum, line) => sum + line.quantity, 0),
    skipped: [...units.keys()]
      .filter(id => !taken.has(id))
      .map(variantId => ({ variantId, message: 'Not for sale any more' })),
    ...(await putLines(services.db, owner, lines, 'add')),
  };
}
