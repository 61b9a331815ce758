export { type CreditPayout, decideCreditPayout, lockCreditPayout, proposeCreditPayout } from './payouts.ts';
export { listCreditOwners, lockStore, lockUnsettled, moveCredit } from './queries.ts';
export { type CreditUse, creditOf, matchCredit, takeCredit, type UnsettledInvoice } from './rules.ts';
