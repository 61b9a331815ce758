import type { Entry } from './posting.ts';

/** A part's sums in cents. Tax is in the prices (b2c) or on top of them (b2b). */
export interface PartEarnings {
  id: string;
  wholesalerId: string;
  currency: string;
  pricesIncludeTax: boolean;
  goodsCents: number;
  discountCents: number;
  shippingCents: number;
  /** All tax, that of the shipping included. */
  taxCents: number;
  commissionCents: number;
  /** What the platform pays the wholesaler for its share of the discounts. */
  subsidyCents: number;
  totalCents: number;
}

/** What a part brings its wholesaler: goods and shipping without tax and without its own discounts, less the commission. */
export function partEarnings(part: Omit<PartEarnings, 'id' | 'wholesalerId' | 'currency'>): number {
  return part.totalCents + part.subsidyCents - part.taxCents - part.commissionCents;
}

/** storeId: bought on net terms by this store; null: paid by card. */
export function orderPlacedEntries(part: PartEarnings, storeId: string | null): Entry[] {
  const ofPart = { currency: part.currency, wholesalerOrderId: part.id };
  return [
    { ...ofPart, account: buyerSide(storeId), amountCents: part.totalCents },
    { ...ofPart, account: { kind: 'promotions' }, amountCents: part.subsidyCents },
    {
      ...ofPart,
      account: { kind: 'wholesaler_pending', wholesalerId: part.wholesalerId },
      amountCents: -partEarnings(part),
    },
    { ...ofPart, account: { kind: 'commission_revenue' }, amountCents: -part.commissionCents },
    { ...ofPart, account: { kind: 'tax_payable' }, amountCents: -part.taxCents },
  ];
}

export interface PartRefund {
  id: string;
  wholesalerId: string;
  currency: string;
  /** To the buyer, tax included. */
  amountCents: number;
  taxCents: number;
  commissionCents: number;
  /** Of the platform's share of the discounts. */
  subsidyCents: number;
  /** What the platform bears of the wholesaler's share. */
  platformCents: number;
  /** The day of the refund once the part was delivered: its earnings are no longer pending. Null before. */
  payableSince: string | null;
  /** Set on net terms. */
  storeId: string | null;
}

/** What a refund takes from the wholesaler's earnings, whoever bears it. */
export const givenBack = (
  refund: Pick<PartRefund, 'amountCents' | 'subsidyCents' | 'taxCents' | 'commissionCents'>,
): number => refund.amountCents + refund.subsidyCents - refund.taxCents - refund.commissionCents;

/**
 * Reverses the refunded share: the wholesaler gives back its earnings and the platform's subsidy in them, the platform its commission.
 * What the platform bears of the wholesaler's share is an adjustment: promotions hold promised discounts only.
 */
export function refundEntries(part: PartRefund): Entry[] {
  const owed: Entry['account'] = part.storeId
    ? { kind: 'store_receivable', storeId: part.storeId }
    : { kind: 'refunds_in_flight' };
  return [
    ...takenBack(part),
    { ...ofPart(part), account: { kind: 'adjustments' }, amountCents: part.platformCents },
    { ...ofPart(part), account: owed, amountCents: -part.amountCents },
  ];
}

/** The bank keeps the buyer's money: as with a refund, which settles what stands under disputes. */
export function disputeLostEntries(part: Omit<PartRefund, 'storeId'>): Entry[] {
  return [
    ...takenBack(part),
    { ...ofPart(part), account: { kind: 'adjustments' }, amountCents: part.platformCents },
    { ...ofPart(part), account: { kind: 'disputes' }, amountCents: -part.amountCents },
  ];
}

const ofPart = ({ id, currency }: { id: string; currency: string }) => ({ currency, wholesalerOrderId: id });

function takenBack(part: Omit<PartRefund, 'storeId'>): Entry[] {
  const wholesaler: Entry = {
    ...ofPart(part),
    account: { kind: part.payableSince ? 'wholesaler_payable' : 'wholesaler_pending', wholesalerId: part.wholesalerId },
    amountCents: givenBack(part) - part.platformCents,
  };
  return [
    part.payableSince ? { ...wholesaler, availableOn: part.payableSince } : wholesaler,
    { ...ofPart(part), account: { kind: 'commission_revenue' }, amountCents: part.commissionCents },
    { ...ofPart(part), account: { kind: 'tax_payable' }, amountCents: part.taxCents },
    { ...ofPart(part), account: { kind: 'promotions' }, amountCents: -part.subsidyCents },
  ];
}

/** The processor has sent the money back. */
export function refundConfirmedEntries(refund: { currency: string; amountCents: number }): Entry[] {
  return [
    { currency: refund.currency, account: { kind: 'refunds_in_flight' }, amountCents: refund.amountCents },
    { currency: refund.currency, account: { kind: 'stripe_clearing' }, amountCents: -refund.amountCents },
  ];
}

/** The buyer got from our bank account what Stripe could not send. */
export function refundPaidByBankEntries(refund: { currency: string; amountCents: number }): Entry[] {
  return [
    { currency: refund.currency, account: { kind: 'refunds_in_flight' }, amountCents: refund.amountCents },
    { currency: refund.currency, account: { kind: 'bank' }, amountCents: -refund.amountCents },
  ];
}

const buyerSide = (storeId: string | null): Entry['account'] =>
  storeId ? { kind: 'store_receivable', storeId } : { kind: 'stripe_clearing' };
