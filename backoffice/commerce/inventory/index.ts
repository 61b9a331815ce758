export { type Counted, countStock } from './count.ts';
export { shipParcelStock, unshipParcelStock } from './parcel.ts';
export type { ReturnedUnits } from './release.ts';
export { commitReservations, releaseStock, restock } from './release.ts';
export type { LineToReserve, Reservation, ShortVariant } from './reserve.ts';
export { reserveStock } from './reserve.ts';
