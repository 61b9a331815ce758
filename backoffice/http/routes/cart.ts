import { countUnits, deleteLine, findOwnLine, hashGuestToken } from '#backoffice/commerce/cart/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { addToCart } from '#backoffice/workflows/add-to-cart.ts';
import { changeCartLine } from '#backoffice/workflows/change-cart-line.ts';
import { addPromotionCode, removePromotionCode } from '#backoffice/workflows/change-cart-promotions.ts';
import { readPricedCart } from '#backoffice/workflows/priced-cart.ts';
import { suggestFillUp } from '#backoffice/workflows/suggest-fill-up.ts';
import type { Caller } from '../access.ts';
import { cartView } from '../cart-view.ts';
import { cartOwner, cartOwnerForWriting } from '../guest.ts';
import type { Routes } from '../route.ts';

export const cartRoutes: Routes = on => {
  on('readCart', async ({ services, caller, query, response }) => {
    response.setHeader('Cache-Control', 'private, no-store');
    return read(services, caller, query.channel);
  });

  on('addLine', async ({ services, caller, body, response }) => {
    const owner = cartOwnerForWriting(caller, body.channel, response, services.settings.publicUrl.startsWith('https:'));
    return addToCart(services, owner, { variantId: body.variantId, quantity: body.quantity });
  });

  on('changeLine', async ({ services, caller, params, body }) => {
    const line = await own(services, caller, params.id);
    await changeCartLine(services, cartOwner(caller, line.channel), { lineId: params.id, ...body });
    return read(services, caller, line.channel);
  });

  on('removeLine', async ({ services, caller, params }) => {
    const line = await own(services, caller, params.id);
    await deleteLine(services.db, params.id);
    return read(services, caller, line.channel);
  });

  on('addPromotion', async ({ services, caller, body }) => {
    await addPromotionCode(services, cartOwner(caller, body.channel), body.code);
    return read(services, caller, body.channel);
  });

  on('removePromotion', async ({ services, caller, params, query }) => {
    await removePromotionCode(services, cartOwner(caller, query.channel), params.code);
    return read(services, caller, query.channel);
  });

  on('fillUp', async ({ services, caller, query, response }) => {
    response.setHeader('Cache-Control', 'private, no-store');
    return suggestFillUp(services, cartOwner(caller, 'b2b'), query.wholesaler);
  });

  on('cartCounts', async ({ services, caller, response }) => {
    response.setHeader('Cache-Control', 'private, no-store');
    if (!caller.user && !caller.guestToken) return { b2c: 0, b2b: 0 };
    return countUnits(services.db, ownerOf(caller));
  });
};

const ownerOf = (caller: Caller) => ({
  userId: caller.user?.id ?? null,
  guestTokenHash: caller.user ? null : hashGuestToken(caller.guestToken ?? ''),
});

async function own(services: Services, caller: Caller, lineId: string): Promise<{ channel: 'b2c' | 'b2b' }> {
  const line = await findOwnLine(services.db, ownerOf(caller), lineId);
  if (!line) throw notFound('line in your cart');
  return line;
}

const read = async (services: Services, caller: Caller, channel: 'b2c' | 'b2b') =>
  cartView(await readPricedCart(services, cartOwner(caller, channel)), services.settings.currency);

export { shippingText } from '../cart-view.ts';
