export { shipParcelStock, unshipParcelStock } from './parcel.ts';
