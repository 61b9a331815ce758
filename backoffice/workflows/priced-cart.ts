import { type CartOwner, type CartRow, type CartWholesaler, readCartRows } from '#backoffice/commerce/cart/index.ts';
import { type Minimum, minimumOf, minimumReasons, TIERS_OF_VARIANT } from '#backoffice/commerce/pricing/index.ts';
import {
  bestPromotions,
  type Discount,
  PROMOTIONS_OF_CART,
  type Promotion,
  type Verdict,
} from '#backoffice/commerce/promotion/index.ts';
import { OFFER_OF_LINE } from '#backoffice/commerce/quotation/index.ts';
import type { Reason } from '#backoffice/commerce/refusal.ts';
import { BUYING_STORE, type BuyingStore } from '#backoffice/commerce/store/index.ts';
import { RATES_OF_DESTINATION, type TaxCategory } from '#backoffice/commerce/tax/index.ts';
import type { Services } from '#backoffice/services.ts';
import { type PricedLine, priceLine, type Sale } from './price-line.ts';
import { type ShippingOption, shippingOptions } from './shipping-options.ts';

export { isAtOffer, type PricedLine, unitPriceOf } from './price-line.ts';

export interface PricedGroup {
  wholesaler: CartWholesaler;
  lines: PricedLine[];
  /** Of what is for sale, before discounts. */
  goodsCents: number;
  /** Off the goods. */
  discountCents: number;
  /** At their prices before promotions; the standard delivery first. */
  shippingOptions: [ShippingOption, ...ShippingOption[]];
  shippingDiscounts: Discount[];
  minimum: Minimum | null;
  problems: Reason[];
}
export interface PricedCart {
  id: string | null;
  channel: 'b2c' | 'b2b';
  groups: PricedGroup[];
  /** The codes the cart keeps and the automatic ones, each with what it takes off these groups or why it does not. */
  promotions: Verdict[];
  /** For b2b; null while the cart is empty. */
  store: BuyingStore | null;
  /** Of the destination, in basis points. */
  taxRates: Map<TaxCategory, number>;
}
export interface Destination {
  country: string;
  region?: string | null | undefined;
}
export interface CartQuestion {
  destination?: Destination | null;
  /** Slugs: only these groups. */
  wholesalers?: string[] | null;
  /** Of a guest, whose uses of a promotion are counted by it. */
  email?: string | null;
}

/** The cart as it would be charged now: prices read anew, every rule judged, grouped by wholesaler. One statement. */
export async function readPricedCart(
  services: Services,
  owner: CartOwner,
  { destination = null, wholesalers = null, email = null }: CartQuestion = {},
): Promise<PricedCart> {
  const now = services.now();
  const sale: Sale = { channel: owner.channel, currency: services.settings.currency };
  const rows = await readCartRows(services.db, owner, {
    tiersOfVariant: TIERS_OF_VARIANT,
    offerOfLine: OFFER_OF_LINE,
    store: BUYING_STORE,
    taxRates: RATES_OF_DESTINATION,
    promotions: PROMOTIONS_OF_CART,
    bindings: {
      now,
      day: now.toISOString().slice(0, 10),
      country: destination?.country ?? null,
      region: destination?.region ?? null,
      email,
    },
  });
  const groups = groupRows(rows, sale).filter(
    ({ wholesaler }) => wholesalers === null || wholesalers.includes(wholesaler.slug),
  );
  const [first] = rows;
  return {
    id: first?.cartId ?? null,
    channel: owner.channel,
    groups,
    promotions: promote((first?.promotions ?? []) as Promotion[], groups, sale),
    store: (first?.store as BuyingStore | undefined) ?? null,
    taxRates: new Map(Object.entries(first?.taxRates ?? {}) as [TaxCategory, number][]),
  };
}

export function groupRows(rows: CartRow[], sale: Sale): PricedGroup[] {
  const lines = new Map<string, PricedLine[]>();
  for (const row of rows) {
    const group = lines.get(row.wholesaler.id) ?? [];
    group.push(priceLine(row, sale));
    lines.set(row.wholesaler.id, group);
  }
  return [...lines.values()].map(group => judge(group, sale));
}

function judge(lines: PricedLine[], { channel, currency }: Sale): PricedGroup {
  const { wholesaler } = lines[0]!;
  const standing = lines.filter(line => line.isForSale);
  const goodsCents = standing.reduce((sum, line) => sum + line.goodsCents, 0);
  const isFreeOfMinimum = channel === 'b2c' || standing.every(line => line.isQuoted);
  const minimum = isFreeOfMinimum ? null : minimumOf(wholesaler, goodsCents);
  return {
    wholesaler,
    lines,
    goodsCents,
    discountCents: 0,
    shippingOptions: shippingOptions(wholesaler, goodsCents),
    shippingDiscounts: [],
    minimum,
    problems: minimumReasons(minimum, wholesaler, currency),
  };
}

/** Writes the best promotions onto the groups and their lines. */
export function promote(promotions: Promotion[], groups: PricedGroup[], sale: Sale): Verdict[] {
  if (promotions.length === 0) return [];
  const best = bestPromotions(
    promotions,
    groups.map(group => ({
      wholesalerId: group.wholesaler.id,
      lines: group.lines.filter(line => line.isForSale),
      shippingCents: group.shippingOptions[0].priceCents,
    })),
    sale,
  );
  for (const group of groups) {
    group.shippingDiscounts = best.shipping.get(group.wholesaler.id) ?? [];
    for (const line of group.lines) {
      line.discounts = best.byLine.get(line.lineId) ?? [];
      line.discountCents = line.discounts.reduce((sum, one) => sum + one.cents, 0);
      group.discountCents += line.discountCents;
      for (const { title, code, cents } of line.discounts)
        line.priceTrace.push({ kind: 'promotion', from: title, code, amountCents: -cents });
    }
  }
  return best.verdicts;
}
