export type { AccountUpdate, WholesalerAccount } from './account.ts';
export { applyAccountUpdate, findWholesalerAccount, saveStripeAccount } from './account.ts';
export * from './decision.ts';
export type { Recipient } from './recipient.ts';
export { wholesalerRecipient } from './recipient.ts';
export { accountProblem } from './rules.ts';
