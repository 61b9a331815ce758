import type { CartWholesaler } from '#backoffice/commerce/cart/index.ts';

export interface ShippingOption {
  service: string;
  label: string;
  priceCents: number;
  deliveryDays: number | null;
}

/**
 * A wholesaler ships free, at a flat rate, or by carrier; a carrier's price is known only when the parcel is packed, so the buyer pays the
 * flat rate. Judged by the goods before promotions. The standard delivery comes first.
 */
export function shippingOptions(
  wholesaler: Pick<CartWholesaler, 'shippingMode' | 'flatRateCents' | 'freeShippingOverCents'>,
  goodsCents: number,
): [ShippingOption, ...ShippingOption[]] {
  const isFree =
    wholesaler.shippingMode === 'free' ||
    (wholesaler.freeShippingOverCents !== null && goodsCents >= wholesaler.freeShippingOverCents);
  const standard = {
    service: 'standard',
    label: isFree ? 'Free delivery' : 'Standard delivery',
    priceCents: isFree ? 0 : wholesaler.flatRateCents,
    deliveryDays: 4,
  };
  if (wholesaler.shippingMode !== 'carrier') return [standard];
  return [
    standard,
    { service: 'express', label: 'Express delivery', priceCents: wholesaler.flatRateCents * 2, deliveryDays: 2 },
  ];
}
