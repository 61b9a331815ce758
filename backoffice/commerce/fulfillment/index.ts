export { closeDelivered, pendingEarnings } from './closing.ts';
export type { ExpectedPayout } from './expected-payout.ts';
export { readExpectedPayout } from './expected-payout.ts';
export { listParts, readOwnPart } from './own-orders.ts';
export type { Part, PartOfWholesaler } from './part.ts';
export { acceptPart, lockPart, markPartShipped, openLines, packPart, reopenShippedPart } from './part.ts';
export type { ParcelQuote } from './quote.ts';
export { addQuote, cancelPurchase, finishPurchase, lockQuote, startPurchase, unfinishedPurchases } from './quote.ts';
export type { PackedItem, PartInContext, PostalAddress, SlipLine } from './read.ts';
export { readItems, readPart, readPartById, readSlipLines } from './read.ts';
export type { OpenLine, ParcelLine } from './rules.ts';
export {
  availableOn,
  isSameParcel,
  parcelLines,
  parcelReasons,
  parcelWeight,
  RESERVE_DAYS,
} from './rules.ts';
export type { ShipmentView, VoidableShipment } from './shipment.ts';
export {
  addShipment,
  findShipmentOfQuote,
  findVoidable,
  readShipments,
  VOIDABLE,
  voidShipment,
} from './shipment.ts';
export type { DeliveredPart, TrackedShipment, TrackerNews } from './tracking.ts';
export { addScans, deliverPart, lockTracked, moveShipment, noteAsked, silentTrackers } from './tracking.ts';
