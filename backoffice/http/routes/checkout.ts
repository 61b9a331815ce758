import { findOrder, maySee } from '#backoffice/commerce/order/index.ts';
import { findPayment } from '#backoffice/commerce/payment/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { placeOrder } from '#backoffice/workflows/place-order.ts';
import { type Quote, quoteOrder, termsReasons } from '#backoffice/workflows/quote-order.ts';
import { releaseUnpaidOrder } from '#backoffice/workflows/release-unpaid-order.ts';
import { type Caller, canBuyWholesale } from '../access.ts';
import { discountsView, promotionsView } from '../cart-view.ts';
import type { QuoteView } from '../contract.ts';
import { cartOwner } from '../guest.ts';
import type { Routes } from '../route.ts';

export const checkoutRoutes: Routes = on => {
  on('quote', async ({ services, caller, body }) =>
    view(
      await quoteOrder(services, {
        owner: cartOwner(caller, body.channel),
        shippingAddress: body.shippingAddress ?? null,
        shippingChoices: body.shippingChoices,
        payment: body.payment,
        wholesalers: body.wholesalers ?? null,
        email: caller.user?.email ?? body.email ?? null,
      }),
    ),
  );

  on('placeOrder', async ({ services, caller, body, requestKey }) => {
    const email = caller.user?.email ?? body.email;
    if (!email)
      refuseIfAny([
        { code: 'email_missing', subject: 'email', message: 'Enter the e-mail address the confirmation should go to' },
      ]);
    const { viewToken, redirectUrl, ...order } = await placeOrder(services, {
      owner: cartOwner(caller, body.channel),
      email: email!,
      shippingAddress: body.shippingAddress,
      billingAddress: body.billingAddress ?? null,
      shippingChoices: body.shippingChoices,
      payment: body.payment,
      poNumber: body.poNumber || null,
      wholesalers: body.wholesalers ?? null,
      note: body.note || null,
      expectedTotalCents: body.expectedTotalCents ?? null,
      requestKey,
    });
    return { order, redirectUrl, viewToken };
  });

  on('cancelCheckout', async ({ services, caller, params, query }) => {
    const order = await findOrder(services.db, { number: params.order });
    if (
      !order ||
      !maySee(order, { userId: caller.user?.id ?? null, storeId: storeOf(caller), token: query.token ?? null })
    )
      throw notFound('order');
    if (order.status !== 'awaiting_payment') return { status: order.status };
    return { status: await giveUp(services, order.id) };
  });
};

const storeOf = (caller: Caller): string | null => (canBuyWholesale(caller) ? caller.store!.id : null);

/** The pay page is closed first: what cannot be paid any more can be released. */
async function giveUp(services: Services, orderId: string): Promise<string> {
  const payment = await findPayment(services.db, { order_id: orderId });
  const session = payment?.stripe_checkout_session_id
    ? await services.payments.expireCheckout(payment.stripe_checkout_session_id)
    : null;
  if (session?.isPaid) throw conflict('already_paid', 'This order has just been paid');
  await releaseUnpaidOrder(services, { orderId, status: 'cancelled', reason: 'Given up by the buyer' });
  return 'cancelled';
}

function view(quote: Quote): QuoteView {
  const { store } = quote;
  return {
    currency: quote.currency,
    pricesIncludeTax: quote.pricesIncludeTax,
    goodsCents: quote.goodsCents,
    discountCents: quote.discountCents,
    shippingCents: quote.shippingCents,
    taxCents: quote.taxCents,
    totalCents: quote.totalCents,
    terms: store?.termsDays
      ? {
          days: store.termsDays,
          creditLimitCents: store.creditLimitCents,
          availableCents: store.availableCents,
          refusal: termsReasons(store, quote.totalCents, quote.currency)[0] ?? null,
        }
      : null,
    promotions: promotionsView(quote.promotions),
    leftOut: quote.leftOut.map(({ lineId, title, variantTitle }) => ({ lineId, title, variantTitle })),
    refusals: quote.refusals,
    groups: quote.groups.map(group => ({
      wholesaler: { slug: group.wholesaler.slug, name: group.wholesaler.name },
      shippingOptions: group.shippingOptions,
      shippingService: group.shippingService,
      goodsCents: group.goodsCents,
      discountCents: group.discountCents,
      shippingCents: group.shippingCents,
      shippingDiscounts: discountsView(group.shippingDiscounts),
      taxTreatment: group.taxTreatment,
      taxCents: group.taxCents,
      totalCents: group.totalCents,
      lines: group.lines.map(line => ({
        lineId: line.lineId,
        title: line.title,
        variantTitle: line.variantTitle,
        imageId: line.imageId,
        quantity: line.quantity,
        unitPriceCents: line.unitPriceCents,
        goodsCents: line.goodsCents,
        discountCents: line.discountCents,
        discounts: discountsView(line.discounts),
        taxRateBp: line.taxRateBp,
        taxCents: line.taxCents,
        why: line.priceTrace,
      })),
    })),
  };
}
