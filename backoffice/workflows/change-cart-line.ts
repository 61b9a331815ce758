import { type CartOwner, changeLine } from '#backoffice/commerce/cart/index.ts';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { conflict, notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { isAtOffer, readPricedCart, unitPriceOf } from './priced-cart.ts';

export interface LineChange {
  lineId: string;
  quantity?: number | undefined;
  /** The price the buyer agrees to: compared with that of this moment, never believed. */
  acceptPriceCents?: number | undefined;
}

/**
 * Sets a quantity, or accepts a changed price. A price that differs only because the buyer chose another step of the ladder counts as
 * seen; one that changed under the buyer, or that leaves what was agreed in an offer, keeps waiting for a yes.
 */
export async function changeCartLine(services: Services, owner: CartOwner, change: LineChange): Promise<void> {
  const cart = await readPricedCart(services, owner);
  const line = cart.groups.flatMap(group => group.lines).find(one => one.lineId === change.lineId);
  if (!line) throw notFound('line in your cart');
  const quantity = change.quantity ?? line.quantity;
  const price = unitPriceOf(line, quantity);
  const accepted = change.acceptPriceCents;
  if (accepted !== undefined && accepted !== price)
    throw conflict('price_moved', `The price is ${formatMoney(price, services.settings.currency)} by now: look again`);
  const leavesOffer = line.isQuoted && !isAtOffer(line, quantity);
  const isWaiting = accepted === undefined && (leavesOffer || line.unitPriceCents !== line.seenUnitPriceCents);
  await changeLine(services.db, line.lineId, { quantity, seenUnitPriceCents: isWaiting ? undefined : price });
}
