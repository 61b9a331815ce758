import { type CartOwner, type CartRow, type CartWholesaler, readCartRows } from '#backoffice/commerce/cart/index.ts';
import {
  ladderOf,
  type Minimum,
  minimumOf,
  minimumReasons,
  priceTrace,
  quantityReasons,
  RETAIL_RULES,
  type Step,
  TIERS_OF_VARIANT,
  unitPriceAt,
} from '#backoffice/commerce/pricing/index.ts';
import { OFFER_OF_LINE } from '#backoffice/commerce/quotation/index.ts';
import type { Reason } from '#backoffice/commerce/refusal.ts';
import { BUYING_STORE, type BuyingStore } from '#backoffice/commerce/store/index.ts';
import { RATES_OF_DESTINATION, type TaxCategory } from '#backoffice/commerce/tax/index.ts';
import type { Services } from '#backoffice/services.ts';

export interface PricedLine extends CartRow {
  /** Null for retail. */
  ladder: Step[] | null;
  /** At the price and in the quantity of an accepted offer: no ladder and no quantity rule applies. */
  isQuoted: boolean;
  unitPriceCents: number;
  goodsCents: number;
  /** Higher than what the buyer last saw: to be accepted before ordering. */
  hasRisen: boolean;
  priceTrace: { from: string; minQuantity: number; unitPriceCents: number }[];
  problems: Reason[];
}
export interface PricedGroup {
  wholesaler: CartWholesaler;
  lines: PricedLine[];
  goodsCents: number;
  minimum: Minimum | null;
  problems: Reason[];
}
export interface PricedCart {
  id: string | null;
  channel: 'b2c' | 'b2b';
  groups: PricedGroup[];
  /** For b2b; null while the cart is empty. */
  store: BuyingStore | null;
  /** Of the destination, in basis points. */
  taxRates: Map<TaxCategory, number>;
}
export interface Destination {
  country: string;
  region?: string | null | undefined;
}

/** The cart as it would be charged now: prices read anew, every rule judged, grouped by wholesaler. One statement. */
export async function readPricedCart(
  services: Services,
  owner: CartOwner,
  destination: Destination | null = null,
): Promise<PricedCart> {
  const now = services.now();
  const rows = await readCartRows(services.db, owner, {
    tiersOfVariant: TIERS_OF_VARIANT,
    offerOfLine: OFFER_OF_LINE,
    store: BUYING_STORE,
    taxRates: RATES_OF_DESTINATION,
    bindings: {
      now,
      day: now.toISOString().slice(0, 10),
      country: destination?.country ?? null,
      region: destination?.region ?? null,
    },
  });
  const groups = new Map<string, PricedGroup>();
  for (const row of rows) {
    const group = groups.get(row.wholesaler.id) ?? {
      wholesaler: row.wholesaler,
      lines: [],
      goodsCents: 0,
      minimum: null,
      problems: [],
    };
    group.lines.push(priceLine(row, owner.channel));
    groups.set(row.wholesaler.id, group);
  }
  for (const group of groups.values()) judge(group, owner.channel, services.settings.currency);
  return {
    id: rows[0]?.cartId ?? null,
    channel: owner.channel,
    groups: [...groups.values()],
    store: (rows[0]?.store as BuyingStore | undefined) ?? null,
    taxRates: new Map(Object.entries(rows[0]?.taxRates ?? {}) as [TaxCategory, number][]),
  };
}

function priceLine(row: CartRow, channel: 'b2c' | 'b2b'): PricedLine {
  const ladder = channel === 'b2b' ? ladderOf(row.wholesalePriceCents, row.tiers) : null;
  const unitPriceCents = unitPriceOf({ ...row, ladder }, row.quantity);
  const isQuoted = isAtOffer(row, row.quantity);
  const isAvailable = row.isForSale && (channel === 'b2c' || ladder !== null);
  const line = {
    ...row,
    isForSale: isAvailable,
    ladder,
    isQuoted,
    unitPriceCents,
    goodsCents: unitPriceCents * row.quantity,
    hasRisen: unitPriceCents > row.seenUnitPriceCents,
  };
  const trace = isQuoted
    ? [{ from: `quote ${row.offer!.number}`, minQuantity: row.quantity, unitPriceCents }]
    : ladder
      ? priceTrace(row.wholesalePriceCents!, row.tiers, row.quantity)
      : [{ from: 'retail price', minQuantity: 1, unitPriceCents }];
  return { ...line, priceTrace: trace, problems: lineProblems(line, channel) };
}

/** An accepted offer holds for exactly what was agreed, until it ends. */
export const isAtOffer = (row: Pick<CartRow, 'offer'>, quantity: number): boolean =>
  row.offer?.isOpen === true && row.offer.quantity === quantity;

export function unitPriceOf(line: Pick<PricedLine, 'offer' | 'ladder' | 'retailPriceCents'>, quantity: number): number {
  if (isAtOffer(line, quantity)) return line.offer!.unitPriceCents;
  return line.ladder ? unitPriceAt(line.ladder, quantity) : line.retailPriceCents;
}

function lineProblems(line: Omit<PricedLine, 'problems' | 'priceTrace'>, channel: 'b2c' | 'b2b'): Reason[] {
  const subject = line.lineId;
  if (!line.isForSale) return [{ code: 'not_for_sale', subject, message: `${line.title} is not for sale any more` }];
  const rules = channel === 'b2b' ? line : RETAIL_RULES;
  const reasons = line.isQuoted ? [] : quantityReasons(rules, line.quantity, subject);
  if (line.availableQuantity < line.quantity)
    reasons.push({
      code: 'out_of_stock',
      subject,
      message:
        line.availableQuantity > 0
          ? `Only ${line.availableQuantity} of ${line.title} are left`
          : `${line.title} is out of stock`,
      fix: { availableQuantity: line.availableQuantity },
    });
  return reasons;
}

function judge(group: PricedGroup, channel: 'b2c' | 'b2b', currency: string): void {
  group.goodsCents = group.lines.filter(line => line.isForSale).reduce((sum, line) => sum + line.goodsCents, 0);
  const isAgreed = group.lines.every(line => line.isQuoted);
  group.minimum = channel === 'b2b' && !isAgreed ? minimumOf(group.wholesaler, group.goodsCents) : null;
  group.problems = minimumReasons(group.minimum, group.wholesaler, currency);
}
