import { stableId } from '../chance.ts';
import type { DemoProduct, DemoVariant } from '../demo-catalogue/assortment.ts';
import { DEMO_CATEGORIES } from '../demo-catalogue/categories.ts';
import { DEMO_WHOLESALERS } from '../demo-catalogue/index.ts';
import { COMMISSION_RULES, TAX_RATES } from '../demo-rules.ts';
import type { Buyer, PlannedLine, PlannedPart } from './shapes.ts';
import { sumOf } from './shapes.ts';

export interface Choice {
  product: DemoProduct;
  variant: DemoVariant;
  quantity: number;
}

/** A line with tax and commission as the checkout computes them: whole cents, rounded once. */
export function pricedLine(buyer: Buyer, { product, variant, quantity }: Choice, id: string): PlannedLine {
  const isInside = buyer.channel === 'b2c';
  const unitCents = isInside ? variant.retailCents : wholesaleCents(buyer, product, variant, quantity);
  const goodsCents = unitCents * quantity;
  const taxBp = taxRate(buyer, product.wholesaler.country, product.line.tax);
  const taxCents = taxOf(goodsCents, taxBp, isInside);
  const rule = ruleFor(product);
  const baseCents = isInside ? goodsCents - taxCents : goodsCents;
  const commissionCents = Math.min(baseCents, Math.floor((baseCents * rule.percentBp + 5000) / 10000));
  return {
    id,
    product,
    variant,
    quantity,
    unitCents,
    goodsCents,
    taxBp,
    taxCents,
    ruleId: rule.id,
    percentBp: rule.percentBp,
    baseCents,
    commissionCents,
  };
}

/** What the lines of one wholesaler come to. */
export function sums(
  buyer: Buyer,
  lines: PlannedLine[],
): Pick<
  PlannedPart,
  'goodsCents' | 'shippingCents' | 'shippingTaxCents' | 'taxCents' | 'totalCents' | 'commissionCents'
> {
  const { shipping, country } = lines[0]!.product.wholesaler;
  const isInside = buyer.channel === 'b2c';
  const goodsCents = sumOf(lines, line => line.goodsCents);
  const isFree = shipping.freeOverCents !== null && goodsCents >= shipping.freeOverCents;
  const shippingCents = isFree ? 0 : shipping.flatCents;
  const shippingTaxCents = taxOf(shippingCents, taxRate(buyer, country, 'standard'), isInside);
  const taxCents = sumOf(lines, line => line.taxCents) + shippingTaxCents;
  return {
    goodsCents,
    shippingCents,
    shippingTaxCents,
    taxCents,
    totalCents: goodsCents + shippingCents + (isInside ? 0 : taxCents),
    commissionCents: sumOf(lines, line => line.commissionCents),
  };
}

/** The lowest of the wholesale price, the steps reached, and the partners' own list. */
function wholesaleCents(buyer: Buyer, product: DemoProduct, variant: DemoVariant, quantity: number): number {
  const steps = variant.tiers.filter(tier => tier.minQuantity <= quantity).map(tier => tier.unitCents);
  const hasPartnerList = buyer.isPartner && DEMO_WHOLESALERS.indexOf(product.wholesaler) < 3;
  return Math.min(
    variant.wholesaleCents,
    ...steps,
    ...(hasPartnerList ? [Math.round(variant.wholesaleCents * 0.94)] : []),
  );
}

/** Between companies of two countries the buyer declares the tax. */
export const taxTreatment = (buyer: Buyer, from: string): 'reverse_charge' | 'taxed' =>
  buyer.channel === 'b2b' && buyer.address.country !== from ? 'reverse_charge' : 'taxed';

export function taxRate(buyer: Buyer, from: string, category: 'standard' | 'reduced'): number {
  if (taxTreatment(buyer, from) !== 'taxed') return 0;
  return TAX_RATES[buyer.address.country]![category === 'standard' ? 0 : 1];
}

const taxOf = (cents: number, rateBp: number, isInside: boolean) =>
  Math.floor((cents * rateBp) / (isInside ? 10_000 + rateBp : 10_000) + 0.5);

const PARENTS = new Map(
  DEMO_CATEGORIES.flatMap(parent => (parent.children ?? []).map(child => [child.slug, parent.slug])),
);

function ruleFor({ wholesaler, line }: DemoProduct) {
  return COMMISSION_RULES.find(
    rule =>
      (rule.wholesaler ?? wholesaler.slug) === wholesaler.slug &&
      (rule.category === null || rule.category === line.category || rule.category === PARENTS.get(line.category)),
  )!;
}

export const lineId = (orderId: string, index: number) => stableId(`line ${orderId} ${index}`);
