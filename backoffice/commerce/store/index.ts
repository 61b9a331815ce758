export { BUYING_STORE, type BuyingStore, readBuyingStore } from './buying.ts';
export * from './certificates.ts';
export * from './documents.ts';
export * from './invitations.ts';
export * from './members.ts';
export * from './queries.ts';
export { buyingReasons, overdueReason, plainTaxId, taxIdProblem } from './rules.ts';
