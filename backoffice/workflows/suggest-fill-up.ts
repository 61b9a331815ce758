import { type CartOwner, type FillUpRow, readFillUp } from '#backoffice/commerce/cart/index.ts';
import {
  type Candidate,
  cheapestFillUp,
  fittingAddition,
  ladderOf,
  type Minimum,
  TIERS_OF_VARIANT,
  unitPriceAt,
} from '#backoffice/commerce/pricing/index.ts';
import type { Services } from '#backoffice/services.ts';
import { readPricedCart } from './priced-cart.ts';

export interface FillUp {
  minimum: Minimum | null;
  cheapest: { items: CheapestItem[]; addsCents: number } | null;
  items: Suggestion[];
}
type CheapestItem = Pick<FillUpRow, 'variantId' | 'title' | 'variantTitle'> & { quantity: number };
export interface Suggestion
  extends Pick<
    FillUpRow,
    | 'variantId'
    | 'productSlug'
    | 'title'
    | 'variantTitle'
    | 'sku'
    | 'imageId'
    | 'quantityInCart'
    | 'casePack'
    | 'availableQuantity'
  > {
  quantity: number;
  unitPriceCents: number;
  addsCents: number;
  closesGap: boolean;
  reason: 'in_cart' | 'like_what_you_buy' | 'popular';
}

const MOST = 8;

/** What closes the gap to a wholesaler's minimum, best first; nothing while nothing is missing. Two statements. */
export async function suggestFillUp(services: Services, owner: CartOwner, slug: string): Promise<FillUp> {
  const cart = await readPricedCart(services, owner, { wholesalers: [slug] });
  const [group] = cart.groups;
  const minimum = group?.minimum ?? null;
  if (!group || !minimum || minimum.missingCents === 0) return { minimum, cheapest: null, items: [] };
  const rows = await readFillUp(
    services.db,
    { cartId: cart.id!, wholesalerId: group.wholesaler.id, storeId: owner.storeId!, now: services.now() },
    TIERS_OF_VARIANT,
  );
  const candidates = rows.map(row => ({ ...row, ladder: ladderOf(row.wholesalePriceCents, row.tiers)! }));
  const cheapest = cheapestFillUp(candidates, minimum.missingCents);
  return {
    minimum,
    cheapest: cheapest && {
      items: cheapest.items.map(({ variantId, quantity }) => {
        const { title, variantTitle } = candidates.find(one => one.variantId === variantId)!;
        return { variantId, title, variantTitle, quantity };
      }),
      addsCents: cheapest.addsCents,
    },
    items: onePerProduct(candidates)
      .flatMap(row => suggestion(row, minimum.missingCents) ?? [])
      .slice(0, MOST),
  };
}

/** The variant that is in the cart already speaks for its product, or else the first. */
function onePerProduct<Row extends FillUpRow>(rows: Row[]): Row[] {
  const chosen = new Map<string, Row>();
  for (const row of rows) {
    const before = chosen.get(row.productId);
    if (!before || (before.quantityInCart === 0 && row.quantityInCart > 0)) chosen.set(row.productId, row);
  }
  return [...chosen.values()];
}

function suggestion(row: FillUpRow & Candidate, missingCents: number): Suggestion | null {
  const fitting = fittingAddition(row, missingCents);
  if (!fitting) return null;
  const { variantId, productSlug, title, variantTitle, sku, imageId, quantityInCart, casePack, availableQuantity } =
    row;
  return {
    ...{ variantId, productSlug, title, variantTitle, sku, imageId, quantityInCart, casePack, availableQuantity },
    quantity: fitting.quantity,
    unitPriceCents: unitPriceAt(row.ladder, quantityInCart + fitting.quantity),
    addsCents: fitting.addsCents,
    closesGap: fitting.closesGap,
    reason: quantityInCart > 0 ? 'in_cart' : row.distance === null ? 'popular' : 'like_what_you_buy',
  };
}
