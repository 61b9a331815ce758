import type { CartOwner } from '#backoffice/commerce/cart/index.ts';
import { reserveStock } from '#backoffice/commerce/inventory/index.ts';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { findOrder, insertOrder, type NewOrder, type StandingOrder } from '#backoffice/commerce/order/index.ts';
import { findPayment, issueInvoice } from '#backoffice/commerce/payment/index.ts';
import { redeemPromotions } from '#backoffice/commerce/promotion/index.ts';
import { claimOffers } from '#backoffice/commerce/quotation/index.ts';
import { conflict, type Reason, Refusal, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import { type BuyingStore, buyingReasons, readBuyingStore } from '#backoffice/commerce/store/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { completeOrder } from './complete-order.ts';
import { composeOrder, tokenFor } from './compose-order.ts';
import { openPayPage } from './open-pay-page.ts';
import { type Quote, quoteOrder, termsReasons } from './quote-order.ts';
import { settleWithCredit } from './settle-with-credit.ts';

export interface Address {
  name: string;
  line1: string;
  city: string;
  postalCode: string;
  country: string;
  region?: string | null | undefined;
}
export interface OrderRequest {
  owner: CartOwner;
  email: string;
  shippingAddress: Address;
  billingAddress: Address | null;
  shippingChoices: { wholesaler: string; service: string }[];
  payment: 'card' | 'terms';
  poNumber: string | null;
  wholesalers: string[] | null;
  note: string | null;
  /** What the buyer was shown; an order that costs more by now is refused. */
  expectedTotalCents?: number | null;
  /** Makes a repeat find the first order. */
  requestKey: string | null;
}
export interface PlacedOrder {
  id: string;
  number: string;
  status: string;
  totalCents: number;
  currency: string;
  /** The hosted pay page; null on terms. */
  redirectUrl: string | null;
  viewToken: string | null;
}

/**
 * Rules → totals → order and reservation in one transaction → the pay page, outside of it; on terms the order is placed in that same
 * transaction. When the processor cannot open a page, the order is undone here, and the same request may be sent again; when we crash
 * before it did, expire-orders undoes it.
 */
export async function placeOrder(services: Services, request: OrderRequest): Promise<PlacedOrder> {
  const viewToken = tokenFor(request);
  const written = await services.orderLimit(() => judgeAndWrite(services, request, viewToken));
  if ('first' in written) return repeat(services, written.first, request);
  const { order, number } = written;
  const answer = { id: order.id, number, totalCents: order.totalCents, currency: order.currency, viewToken };
  if (order.paymentMethod === 'terms') return { ...answer, status: 'placed', redirectUrl: null };
  return {
    ...answer,
    status: 'awaiting_payment',
    redirectUrl: await openPayPage(services, order, number, viewToken),
  };
}

/** The order as it stands now, or the first one of the same request. */
async function judgeAndWrite(
  services: Services,
  request: OrderRequest,
  viewToken: string | null,
): Promise<{ order: NewOrder; number: string } | { first: StandingOrder }> {
  const findFirst = () => (request.requestKey ? findOrder(services.db, { request_key: request.requestKey }) : null);
  const quote = await quoteOrder(services, { ...request, shippingAddress: request.shippingAddress });
  if (quote.refusals.length > 0) {
    const first = await findFirst();
    if (first) return { first };
    refuseIfAny(quote.refusals);
  }
  refuseIfDearer(quote, request);
  const order = composeOrder(services, request, quote, viewToken);
  const written = await services.db.transaction(trx => write(trx, services, order, quote));
  return written ? { order, number: written.number } : { first: (await findFirst())! };
}

/**
 * Null: this request was ordered before. The stock comes first after the order's own rows, so that of a crowd after the last units
 * those who are too late have cost two statements.
 */
async function write(trx: Db, services: Services, order: NewOrder, quote: Quote): Promise<{ number: string } | null> {
  const inserted = await insertOrder(trx, order);
  if (!inserted) return null;
  const isOnTerms = order.paymentMethod === 'terms';
  const lines = order.parts.flatMap(part => part.lines);
  await keepOffers(trx, services, order);
  const short = await reserveStock(trx, {
    orderId: order.id,
    lines: lines.map(line => ({ orderLineId: line.id, variantId: line.variantId, quantity: line.quantity })),
    expiresAt: isOnTerms ? null : order.expiresAt,
  });
  refuseIfAny(short.map(one => shortReason(quote, one)));
  await redeem(trx, services, order);
  if (isOnTerms) await placeOnTerms(trx, services, order, quote.store!);
  return inserted;
}

/** Limits and budgets are judged here once more, under their locks: another order may have had the last use since the quote. */
async function redeem(trx: Db, services: Services, order: NewOrder): Promise<void> {
  if (order.redemptions.length === 0) return;
  const [gone] = await redeemPromotions(trx, {
    orderId: order.id,
    buyer: { storeId: order.storeId, email: order.email },
    redemptions: order.redemptions,
    now: services.now(),
  });
  if (gone) throw conflict('promotion_used_up', `${gone} is used up by now: look at the new total before you order`);
}

function refuseIfDearer(quote: Quote, { expectedTotalCents }: OrderRequest): void {
  if (expectedTotalCents === undefined || expectedTotalCents === null || quote.totalCents <= expectedTotalCents) return;
  const total = formatMoney(quote.totalCents, quote.currency);
  throw conflict('total_risen', `This comes to ${total} by now: look at it again before you order`, [
    {
      code: 'total_risen',
      subject: 'expectedTotalCents',
      message: `The total is ${total}`,
      fix: { missingCents: quote.totalCents - expectedTotalCents },
    },
  ]);
}

/** An offer that ended, or that another order took, between the cart and here. */
async function keepOffers(trx: Db, services: Services, order: NewOrder): Promise<void> {
  const offerLineIds = order.parts.flatMap(part => part.lines.flatMap(line => line.offerLineId ?? []));
  if (offerLineIds.length === 0) return;
  const day = services.now().toISOString().slice(0, 10);
  const [gone] = await claimOffers(trx, { orderId: order.id, offerLineIds, day });
  if (gone)
    throw conflict(
      'quote_over',
      `The prices of quote ${gone} are ordered already or have ended: look at the cart again`,
    );
}

/** insertOrder holds the store's row, so no other order of the store comes between this judgement and its commit. */
async function placeOnTerms(trx: Db, services: Services, order: NewOrder, store: BuyingStore): Promise<void> {
  const issued = await issueInvoice(trx, {
    orderId: order.id,
    storeId: store.id,
    currency: order.currency,
    totalCents: order.totalCents,
    issuedOn: services.now().toISOString().slice(0, 10),
    days: store.termsDays!,
  });
  if (!issued) {
    const now = await readBuyingStore(trx, store.id, services.now().toISOString().slice(0, 10));
    refuseIfAny([
      ...buyingReasons(now, { ...order, isApproved: true }),
      ...termsReasons(now, order.totalCents, order.currency),
    ]);
    throw conflict('terms_changed', 'What the store may order on terms has just changed: try again');
  }
  if (issued.hasCredit) await settleWithCredit(trx, services, { storeId: store.id });
  await completeOrder(trx, services, { orderId: order.id, onTermsOf: store.id });
}

function shortReason(
  quote: Quote,
  { variantId, availableQuantity }: { variantId: string; availableQuantity: number },
): Reason {
  const line = quote.groups.flatMap(group => group.lines).find(one => one.variantId === variantId)!;
  const message =
    availableQuantity > 0 ? `Only ${availableQuantity} of ${line.title} are left` : `${line.title} is out of stock`;
  return { code: 'out_of_stock', subject: line.lineId, message, fix: { availableQuantity } };
}

/** The answer to a repeat of a request whose order is there: the same order, and its pay page while it can still be paid. */
async function repeat(services: Services, order: StandingOrder, request: OrderRequest): Promise<PlacedOrder> {
  if (order.status === 'expired' || order.status === 'cancelled')
    throw conflict('order_ended', `Order ${order.number} has ended: send a new Idempotency-Key to order again`);
  const payment = await findPayment(services.db, { order_id: order.id });
  if (order.status === 'awaiting_payment' && !payment)
    throw new Refusal('conflict', 'in_progress', 'This order is being placed: repeat the request in a moment');
  const session =
    payment?.stripe_checkout_session_id && order.status === 'awaiting_payment'
      ? await services.payments.readCheckout(payment.stripe_checkout_session_id)
      : null;
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    totalCents: order.totalCents,
    currency: order.currency,
    redirectUrl: session?.url ?? null,
    viewToken: tokenFor(request),
  };
}
