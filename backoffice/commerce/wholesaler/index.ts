export type { AccountUpdate, WholesalerAccount } from './account.ts';
export { applyAccountUpdate, findWholesalerAccount, saveStripeAccount, searchWholesalers } from './account.ts';
export * from './decision.ts';
export * from './pausing.ts';
export type { Recipient } from './recipient.ts';
export { wholesalerRecipient } from './recipient.ts';
export * from './requirements.ts';
export { accountProblem } from './rules.ts';
