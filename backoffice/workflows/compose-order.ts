import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { hashToken, type NewOrder, type NewPart } from '#backoffice/commerce/order/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { OrderRequest } from './place-order.ts';
import type { Quote } from './quote-order.ts';

/** A guest's link to the order. Made from the request's key, so that its repeat gives the same one. */
export function tokenFor(request: OrderRequest): string | null {
  if (request.owner.userId) return null;
  return request.requestKey
    ? hashToken(`view ${request.requestKey} ${request.owner.guestTokenHash}`)
    : randomBytes(32).toString('hex');
}

/** The order as it will be written: everything from the quote, nothing from the client. */
export function composeOrder(
  services: Services,
  request: OrderRequest,
  quote: Quote,
  viewToken: string | null,
): NewOrder {
  const { owner } = request;
  const parts = quote.groups.map(
    (group): NewPart => ({
      id: uuid(),
      wholesalerId: group.wholesaler.id,
      goodsCents: group.goodsCents,
      discountCents: group.discountCents,
      shippingCents: group.shippingCents,
      shippingTaxCents: group.shippingTaxCents,
      shippingTaxRateBp: group.shippingTaxRateBp,
      shippingDiscountCents: group.shippingDiscountCents,
      shippingSubsidyCents: group.shippingSubsidyCents,
      taxTreatment: group.taxTreatment,
      taxCents: group.taxCents,
      totalCents: group.totalCents,
      shippingService: group.shippingService,
      isFirstOrder: group.wholesaler.isFirstOrder,
      lines: group.lines.map(line => ({ ...pick(line), id: uuid() })),
    }),
  );
  return {
    id: uuid(),
    requestKey: request.requestKey,
    channel: owner.channel,
    userId: owner.userId,
    storeId: owner.storeId,
    cartId: quote.cartId,
    email: request.email,
    paymentMethod: request.payment,
    currency: quote.currency,
    pricesIncludeTax: quote.pricesIncludeTax,
    goodsCents: quote.goodsCents,
    discountCents: quote.discountCents,
    shippingCents: quote.shippingCents,
    taxCents: quote.taxCents,
    totalCents: quote.totalCents,
    poNumber: request.poNumber,
    shippingAddress: request.shippingAddress,
    billingAddress: request.billingAddress ?? request.shippingAddress,
    viewTokenHash: viewToken ? hashToken(viewToken) : null,
    expiresAt: new Date(services.now().getTime() + services.settings.reservationMinutes * 60_000),
    note: request.note,
    redemptions: quote.promotions
      .filter(one => one.discountCents > 0)
      .map(one => ({ promotionId: one.promotion.id, discountCents: one.discountCents })),
    parts,
  };
}

const pick = (line: Quote['groups'][number]['lines'][number]) => ({
  productId: line.productId,
  variantId: line.variantId,
  sku: line.sku,
  title: line.title,
  variantTitle: line.variantTitle,
  quantity: line.quantity,
  unitPriceCents: line.unitPriceCents,
  goodsCents: line.goodsCents,
  discountCents: line.discountCents,
  subsidyCents: line.subsidyCents,
  taxRateBp: line.taxRateBp,
  taxCents: line.taxCents,
  moq: line.moq,
  casePack: line.casePack,
  weightGrams: line.weightGrams,
  priceTrace: line.priceTrace,
  offerLineId: line.isQuoted ? line.offer!.offerLineId : null,
});
