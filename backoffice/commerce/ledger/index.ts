export { bearerReasons, borneByPlatform } from './bearing.ts';
export type { PartEarnings, PartRefund } from './entries.ts';
export {
  disputeLostEntries,
  givenBack,
  orderPlacedEntries,
  partEarnings,
  refundConfirmedEntries,
  refundEntries,
  refundPaidByBankEntries,
} from './entries.ts';
export type { AccountKind, Entry, Posting } from './posting.ts';
export { postTransaction, postTransactions } from './posting.ts';
export { sealLedger } from './sealing.ts';
export {
  type AccountBalance,
  findAccount,
  listAccountsOf,
  readAccountBalances,
  readStatement,
  readTrialBalance,
  type StatementCursor,
  type StatementEntry,
  type TrialBalance,
} from './statements.ts';
export { addToTotals, nameCandidate } from './totals.ts';
