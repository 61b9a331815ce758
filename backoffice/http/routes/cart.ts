import { countUnits, deleteLine, findOwnLine, hashGuestToken } from '#backoffice/commerce/cart/index.ts';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { nextStepAfter, RETAIL_RULES, shownLadder } from '#backoffice/commerce/pricing/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { addToCart } from '#backoffice/workflows/add-to-cart.ts';
import { changeCartLine } from '#backoffice/workflows/change-cart-line.ts';
import {
  type PricedCart,
  type PricedGroup,
  type PricedLine,
  readPricedCart,
} from '#backoffice/workflows/priced-cart.ts';
import type { Caller } from '../access.ts';
import type { CartLine, CartView } from '../contract.ts';
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
  view(await readPricedCart(services, cartOwner(caller, channel)), services.settings.currency);

function view(cart: PricedCart, currency: string): CartView {
  const lines = cart.groups.flatMap(group => group.lines);
  return {
    id: cart.id,
    channel: cart.channel,
    currency,
    pricesIncludeTax: cart.channel === 'b2c',
    groups: cart.groups.map(group => groupView(group, cart.channel, currency)),
    lineCount: lines.length,
    unitCount: lines.reduce((sum, line) => sum + line.quantity, 0),
    goodsCents: cart.groups.reduce((sum, group) => sum + group.goodsCents, 0),
    canCheckOut:
      lines.length > 0 &&
      cart.groups.every(
        group => group.problems.length === 0 && group.lines.every(line => line.problems.length === 0 && !line.hasRisen),
      ),
  };
}

const groupView = (group: PricedGroup, channel: 'b2c' | 'b2b', currency: string): CartView['groups'][number] => ({
  wholesaler: { slug: group.wholesaler.slug, name: group.wholesaler.name },
  lines: group.lines.map(line => lineView(line, channel)),
  goodsCents: group.goodsCents,
  minimum: group.minimum,
  shippingText: shippingText(group.wholesaler, group.goodsCents, currency),
  problems: group.problems,
});

const lineView = (line: PricedLine, channel: 'b2c' | 'b2b'): CartLine => ({
  id: line.lineId,
  variantId: line.variantId,
  productSlug: line.productSlug,
  title: line.title,
  variantTitle: line.variantTitle,
  sku: line.sku,
  imageId: line.imageId,
  quantity: line.quantity,
  unitPriceCents: line.unitPriceCents,
  goodsCents: line.goodsCents,
  ladder: line.ladder && shownLadder(line.ladder),
  nextStep: line.isQuoted ? null : line.ladder && nextStepAfter(line.ladder, line.quantity),
  rules:
    channel === 'b2b'
      ? { moq: line.moq, casePack: line.casePack, maximumQuantity: line.maximumQuantity }
      : RETAIL_RULES,
  availableQuantity:
    channel === 'b2b' || line.availableQuantity < line.quantity ? Math.max(line.availableQuantity, 0) : null,
  priceChange:
    line.unitPriceCents === line.seenUnitPriceCents
      ? null
      : { fromCents: line.seenUnitPriceCents, toCents: line.unitPriceCents },
  quote: line.offer && {
    number: line.offer.number,
    quantity: line.offer.quantity,
    unitPriceCents: line.offer.unitPriceCents,
    validUntil: line.offer.validUntil,
    isApplied: line.isQuoted,
  },
  isAvailable: line.isForSale,
  problems: line.problems,
});

export function shippingText(
  wholesaler: { shippingMode: string; flatRateCents: number; freeShippingOverCents: number | null },
  goodsCents: number,
  currency: string,
): string {
  if (wholesaler.shippingMode === 'free') return 'Free delivery';
  const over = wholesaler.freeShippingOverCents;
  if (over !== null && goodsCents >= over) return 'Free delivery';
  const flat = `Delivery ${formatMoney(wholesaler.flatRateCents, currency)}`;
  return over === null ? flat : `${flat}, free from ${formatMoney(over, currency)}`;
}
