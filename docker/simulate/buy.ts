import { between, type Chance, pick } from '../../db/seeds/chance.ts';
import { type Asked, Refused } from './client.ts';
import type { Day } from './day.ts';
import type { Buyer } from './people.ts';
import type { PlannedOrder } from './plan.ts';
import { CARDS } from './vendors.ts';

/** An order that was made, with what its buyer needs to find it again. */
export interface MadeOrder {
  planned: PlannedOrder;
  buyer: Buyer;
  number: string;
  totalCents: number;
  /** Null on net terms. */
  redirectUrl: string | null;
  /** A guest's. */
  token: string | null;
}

/** Looks around, fills the cart and orders. Null: a rule refused it (sold out meanwhile, below a minimum), which may happen. */
export async function order(day: Day, planned: PlannedOrder, buyer: Buyer): Promise<MadeOrder | null> {
  const { visitor, channel } = buyer;
  await emptyCart(buyer);
  const chosen = await fillCart(day, planned, buyer);
  const cart = await visitor.call('readCart', { query: { channel } });
  const wholesalers = cart.groups
    .filter(group => group.problems.length === 0 && group.lines.every(line => line.problems.length === 0))
    .map(group => group.wholesaler.slug);
  if (chosen === 0 || wholesalers.length === 0) return refused(day);
  const request = { channel, email: buyer.email, shippingAddress: buyer.address, wholesalers };
  const quote = await visitor.call('quote', { body: request });
  if (quote.refusals.length > 0) return refused(day);
  const isOnTerms = planned.asksForTerms && quote.terms !== null && quote.terms.refusal === null;
  const key = `simulate-${day.run}-${planned.number}`;
  const asked = { body: { ...request, payment: isOnTerms ? ('terms' as const) : ('card' as const) }, key };
  const placed = await visitor.call('placeOrder', asked);
  if (placed.order.totalCents !== quote.totalCents) throw new Error(`${placed.order.number} is not what was quoted`);
  if (planned.chance() < 0.1) await clickAgain(buyer, asked, placed.order.number);
  day.note('orders made');
  if (isOnTerms) day.note('on net terms');
  const { number, totalCents } = placed.order;
  return { planned, buyer, number, totalCents, redirectUrl: placed.redirectUrl, token: placed.viewToken };
}

/** What the order's fate has in store for its payment. True: it is paid, or on terms. */
export async function settle(day: Day, { planned, buyer, number, redirectUrl, token }: MadeOrder): Promise<boolean> {
  if (!redirectUrl) return true;
  const pay = async (card: string, isPaidThen: boolean) => {
    const isPaid = await day.vendors.pay(redirectUrl, card);
    if (isPaid !== isPaidThen) throw new Error(`${number}: card ${card} ${isPaid ? 'pays' : 'does not pay'}`);
    day.note(isPaid ? 'paid by card' : 'cards declined');
    return isPaid;
  };
  if (planned.fate === 'expires') {
    await day.vendors.expire(redirectUrl);
    return false;
  }
  if (planned.fate === 'given_up') {
    await pay(CARDS.declined, false);
    await buyer.visitor.call('cancelCheckout', { params: { order: number }, query: { token: token ?? undefined } });
    return false;
  }
  if (planned.fate === 'declined_then_paid') await pay(CARDS.declined, false);
  return pay(CARDS.good, true);
}

function refused(day: Day): null {
  day.note('refused by a rule');
  return null;
}

async function emptyCart({ visitor, channel }: Buyer): Promise<void> {
  const cart = await visitor.call('readCart', { query: { channel } });
  for (const { id } of cart.groups.flatMap(group => group.lines)) await visitor.call('removeLine', { params: { id } });
}

async function fillCart(day: Day, planned: PlannedOrder, buyer: Buyer): Promise<number> {
  const { chance } = planned;
  const again = planned.who !== 'guest' && chance() < 0.1 ? await reorder(day, buyer) : 0;
  if (again > 0) return again;
  const shelves = [...day.market[buyer.channel].values()];
  let chosen = 0;
  for (let group = 0; group < planned.groups; group++) {
    const shelf = pick(chance, shelves);
    for (let line = 0; line < planned.linesPerGroup; line++) {
      const card = pick(chance, shelf);
      await lookAround(buyer, card.title, card.wholesaler.slug, chance);
      if (await putIn(buyer, card.slug, chance)) chosen++;
    }
    await reachMinimum(buyer, shelf[0]!.wholesaler.slug);
  }
  return chosen;
}

async function lookAround(
  { visitor, channel }: Buyer,
  title: string,
  wholesaler: string,
  chance: Chance,
): Promise<void> {
  if (chance() < 0.5) {
    await visitor.call('listProducts', { query: { channel, wholesaler } });
    return;
  }
  const q = title.split(' ').slice(0, 2).join(' ');
  const found = await visitor.call('searchProducts', { query: { q, channel } });
  if (found.total === 0) throw new Error(`Searching for ${q} finds nothing, not even ${title}`);
}

async function putIn({ visitor, channel }: Buyer, slug: string, chance: Chance): Promise<boolean> {
  const product = await visitor.call('readProduct', { params: { slug }, query: { channel } });
  const variant = pick(chance, product.variants);
  const steps = between(chance, 1, channel === 'b2b' ? 4 : 2);
  if (variant.stock.state === 'out') return false;
  if (channel === 'b2b' && !variant.ladder) return false;
  const { moq, casePack } = variant.rules ?? { moq: 1, casePack: 1 };
  const least = Math.ceil(moq / casePack) * casePack;
  try {
    await visitor.call('addLine', {
      body: { channel, variantId: variant.id, quantity: least + casePack * (steps - 1) },
    });
    return true;
  } catch (error) {
    return isRule(error);
  }
}

/** A store that is short of a wholesaler's minimum takes more of the first line. */
async function reachMinimum({ visitor, channel }: Buyer, wholesaler: string): Promise<void> {
  const cart = await visitor.call('readCart', { query: { channel } });
  const group = cart.groups.find(one => one.wholesaler.slug === wholesaler);
  const line = group?.lines[0];
  if (!group?.minimum?.missingCents || !line) return;
  const { casePack } = line.rules;
  const missing = Math.ceil(group.minimum.missingCents / line.unitPriceCents / casePack) * casePack * 1.25;
  const quantity = line.quantity + Math.ceil(missing / casePack) * casePack;
  try {
    await visitor.call('changeLine', { params: { id: line.id }, body: { quantity } });
  } catch (error) {
    isRule(error);
  }
}

/** How many lines of the latest order are in the cart again. */
async function reorder(day: Day, { visitor, channel }: Buyer): Promise<number> {
  const { items } = await visitor.call('listOrders', { query: { channel, limit: 1 } });
  if (!items[0]) return 0;
  const { added } = await visitor.call('reorder', { params: { number: items[0].number }, body: {} });
  if (added > 0) day.note('reordered');
  return added;
}

/** The same request again must find the same order. */
async function clickAgain({ visitor }: Buyer, asked: Asked<'placeOrder'>, number: string): Promise<void> {
  const again = await visitor.call('placeOrder', asked);
  if (again.order.number !== number) throw new Error(`A second click made ${again.order.number} beside ${number}`);
}

/** False for what a rule refuses, as the answer of an attempt; everything else is not to be expected. */
export function isRule(error: unknown): false {
  if (error instanceof Refused && error.status === 422) return false;
  throw error;
}
