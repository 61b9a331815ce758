import type { Reason } from '#backoffice/commerce/refusal.ts';

export interface ParcelLine {
  orderLineId: string;
  quantity: number;
}

/** A line of a part, and how many of its units no label covers yet. */
export interface OpenLine {
  orderLineId: string;
  title: string;
  openQuantity: number;
  weightGrams: number;
}

/** What a product without a weight counts, so that no parcel is rated as empty. */
const UNKNOWN_WEIGHT_GRAMS = 200;

/** The asked lines, or everything open when none are named. */
export function parcelLines(open: OpenLine[], asked: ParcelLine[]): ParcelLine[] {
  if (asked.length > 0) return asked;
  return open
    .filter(line => line.openQuantity > 0)
    .map(line => ({ orderLineId: line.orderLineId, quantity: line.openQuantity }));
}

export function parcelReasons(open: OpenLine[], parcel: ParcelLine[]): Reason[] {
  if (parcel.length === 0)
    return [{ code: 'nothing_to_ship', message: 'Every item of this order is in a parcel already' }];
  const ids = parcel.map(line => line.orderLineId);
  return parcel.flatMap(({ orderLineId, quantity }, index) => {
    const line = open.find(candidate => candidate.orderLineId === orderLineId);
    if (!line) return [{ code: 'unknown_line', message: 'This line is not part of the order', subject: orderLineId }];
    if (ids.indexOf(orderLineId) !== index)
      return [{ code: 'line_twice', message: `${line.title} is named twice`, subject: orderLineId }];
    if (quantity <= line.openQuantity) return [];
    const message = `Only ${line.openQuantity} of ${line.title} are left to ship`;
    return [{ code: 'too_many', message, subject: orderLineId, fix: { availableQuantity: line.openQuantity } }];
  });
}

export function parcelWeight(open: OpenLine[], parcel: ParcelLine[]): number {
  const unit = (id: string) => open.find(line => line.orderLineId === id)?.weightGrams || UNKNOWN_WEIGHT_GRAMS;
  return parcel.reduce((grams, line) => grams + unit(line.orderLineId) * line.quantity, 0);
}

export function isSameParcel(one: ParcelLine[], other: ParcelLine[]): boolean {
  const written = (lines: ParcelLine[]) =>
    lines
      .map(line => `${line.orderLineId} ${line.quantity}`)
      .sort()
      .join();
  return written(one) === written(other);
}

/** The carrier's word for a parcel's state as ours; null: it says nothing about where the parcel is. */
export function shipmentStatus(trackerStatus: string): string | null {
  if (trackerStatus === 'unknown' || trackerStatus === 'cancelled') return null;
  return trackerStatus === 'error' ? 'failure' : trackerStatus;
}

/** Days for which a reserve is held after the earnings it was taken from became available. */
export const RESERVE_DAYS = 90;

/** Earnings rest until the hold is over and the buyer's money has arrived. Both as days (UTC). */
export function availableOn(delivered: { at: Date; holdDays: number; chargeAvailableOn: Date | null }): string {
  const heldUntil = new Date(delivered.at.getTime() + delivered.holdDays * 86_400_000);
  const latest = Math.max(heldUntil.getTime(), delivered.chargeAvailableOn?.getTime() ?? 0);
  return new Date(latest).toISOString().slice(0, 10);
}
