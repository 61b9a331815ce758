import { type CartOwner, findCart } from '#backoffice/commerce/cart/index.ts';
import { dropPromotion, findPromotionByCode, keepPromotion } from '#backoffice/commerce/promotion/index.ts';
import { Refusal } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

/** Keeps a code on the cart. Whether it counts, and why not, is said wherever the cart is shown: what it needs may still be added. */
export async function addPromotionCode(services: Services, owner: CartOwner, code: string): Promise<void> {
  const promotion = await findPromotionByCode(services.db, code);
  if (!promotion)
    throw new Refusal('rule', 'unknown_code', `There is no code ${code}`, [
      { code: 'unknown_code', subject: 'code', message: `There is no code ${code}: look for a typing mistake` },
    ]);
  const cart = await findCart(services.db, owner);
  if (!cart)
    throw new Refusal('rule', 'empty_cart', 'Put something in the cart first', [
      { code: 'empty_cart', subject: 'code', message: 'Put something in the cart first' },
    ]);
  await keepPromotion(services.db, cart.id, promotion.id);
}

export async function removePromotionCode(services: Services, owner: CartOwner, code: string): Promise<void> {
  const cart = await findCart(services.db, owner);
  if (cart) await dropPromotion(services.db, cart.id, code);
}
