import { v7 as uuid } from 'uuid';
import { addUnits, type CartOwner, hashGuestToken } from '../../../backoffice/commerce/cart/index.ts';
import { markInvoicePaid } from '../../../backoffice/workflows/mark-invoice-paid.ts';
import { type OrderRequest, placeOrder } from '../../../backoffice/workflows/place-order.ts';
import { releaseUnpaidOrder } from '../../../backoffice/workflows/release-unpaid-order.ts';
import { between, pick } from '../../../db/seeds/chance.ts';
import { WORLD } from '../../../db/seeds/world.ts';
import { FINANCE, pickRow } from './finding.ts';
import type { Market } from './market.ts';

const { variants, users, stores } = WORLD;
const RETAIL = [variants.espressoSmall, variants.espressoLarge, variants.tin, variants.mugSand, variants.candleFig];
/** With the case each comes in. */
const BULK: [string, number][] = [
  [variants.espressoSmall, 6],
  [variants.espressoLarge, 2],
  [variants.mugSand, 4],
  [variants.candleFig, 1],
  [variants.matches, 10],
];
const OWNERS: CartOwner[] = [
  { userId: users.olga, guestTokenHash: null, channel: 'b2b', storeId: stores.corner },
  { userId: users.sven, guestTokenHash: null, channel: 'b2b', storeId: stores.alpine },
];
const CARDS = ['4242424242424242', '4242424242424242', '4242424242424242', '4000000000000002', '4000000000003220'];

export async function buyAtRetail(market: Market) {
  const { chance } = market;
  const owner = guest();
  for (let line = between(chance, 1, 4); line > 0; line -= 1)
    await put(market, owner, pick(chance, RETAIL), between(chance, 1, 4));
  return labelOf(await placeOrder(market.services, orderOf(owner, 'card')));
}

export async function buyInBulk(market: Market) {
  const { chance } = market;
  const owner = pick(chance, OWNERS);
  // What a refused order left there.
  await market
    .db('cart_lines')
    .whereIn('cart_id', market.db('carts').where({ user_id: owner.userId }).select('id'))
    .del();
  for (let line = between(chance, 1, 4); line > 0; line -= 1) {
    const [variantId, units] = pick(chance, BULK);
    await put(market, owner, variantId, units * between(chance, 2, 4));
  }
  const isOnTerms = owner.storeId === stores.corner && chance() < 0.7;
  return labelOf(await placeOrder(market.services, orderOf(owner, isOnTerms ? 'terms' : 'card')));
}

/** A double click: both requests at once. */
export async function orderTwice(market: Market) {
  const owner = guest();
  await put(market, owner, pick(market.chance, RETAIL), 1);
  const request = orderOf(owner, 'card');
  const ends = await Promise.allSettled([placeOrder(market.services, request), placeOrder(market.services, request)]);
  const numbers = new Set(ends.flatMap(end => (end.status === 'fulfilled' ? [end.value.number] : [])));
  if (numbers.size > 1) throw new Error(`One request made the orders ${[...numbers].join(' and ')}`);
  return [...numbers].join();
}

export async function payOrder(market: Market) {
  const payment = await pickRow(
    market,
    market.db('payments').where({ status: 'pending' }).orderBy('created_at', 'desc'),
  );
  if (!payment?.stripe_checkout_session_id) return null;
  const outcome = await onPage(() =>
    market.stripe.pay(payment.stripe_checkout_session_id, { card: pick(market.chance, CARDS) }),
  );
  return outcome;
}

export async function giveUp(market: Market) {
  const order = await pickRow(market, market.db('orders').where({ status: 'awaiting_payment' }).orderBy('number'));
  if (!order) return null;
  const payment = await market.db('payments').where({ order_id: order.id }).first();
  if (!payment?.stripe_checkout_session_id) return null;
  const session = await market.services.payments.expireCheckout(payment.stripe_checkout_session_id);
  if (session.isPaid) return 'paid already';
  await releaseUnpaidOrder(market.services, { orderId: order.id, status: 'cancelled', reason: 'Given up' });
  return order.number;
}

export async function payInvoice(market: Market) {
  const invoice = await pickRow(market, market.db('invoices').where({ status: 'open' }).orderBy('number'));
  if (!invoice) return null;
  const receivedOn = market.now().toISOString().slice(0, 10);
  const payment = { invoiceId: invoice.id, receivedOn, bankReference: `B-${invoice.number}`, actor: FINANCE };
  return (await markInvoicePaid(market.services, payment)).number;
}

const guest = (): CartOwner => ({
  userId: null,
  guestTokenHash: hashGuestToken(uuid()),
  channel: 'b2c',
  storeId: null,
});

/** At a price so high that whatever is asked by now is not dearer. */
const put = (market: Market, owner: CartOwner, variantId: string, quantity: number) =>
  addUnits(market.db, owner, { variantId, quantity, unitPriceCents: 1_000_000 });

const orderOf = (owner: CartOwner, payment: 'card' | 'terms'): OrderRequest => ({
  owner,
  payment,
  email: 'anna@example.org',
  shippingAddress: { name: 'Anna Ahrens', line1: 'Lindenweg 3', city: 'Berlin', postalCode: '10115', country: 'DE' },
  billingAddress: null,
  shippingChoices: [],
  poNumber: null,
  wholesalers: null,
  note: null,
  requestKey: uuid(),
});

const labelOf = ({ number, totalCents }: { number: string; totalCents: number }) => `${number} ${totalCents}`;

/** What the pay page says, a session that is over included. */
async function onPage(act: () => { kind: string }): Promise<string> {
  try {
    return act().kind;
  } catch (error) {
    return (error as Error).message;
  }
}
