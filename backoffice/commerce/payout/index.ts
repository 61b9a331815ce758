export type { NextPayout } from './balance.ts';
export { expectNextPayout, listEarnings, listUpcoming, readBalance } from './balance.ts';
export {
  dropLease,
  findBatch,
  findNewestBatch,
  finishBatches,
  holdLargeBatch,
  releaseBatch,
  takeLease,
} from './batch.ts';
export type { Decision, PayoutBatch } from './claim.ts';
export { openBatch, previewBatch } from './claim.ts';
export type { Bucket, OpenEntry } from './open-entries.ts';
export { BUCKETS, listOpenEntries } from './open-entries.ts';
export type { PayoutRow } from './read.ts';
export { listPayouts, reportCarryovers, reportPayouts } from './read.ts';
export { dueReserves, reserveCause } from './reserve.ts';
export type { StuckReason } from './reversal.ts';
export { findSentPayout, newestPayoutTo, readStuck, reversedCents } from './reversal.ts';
export type { Reversal, ReversiblePayout } from './reversals.ts';
export {
  decideReversal,
  dueReversals,
  findReversal,
  insertReversal,
  markReversed,
  noteReversal,
  readReversible,
  takeReversal,
} from './reversals.ts';
export type { Purse } from './rules.ts';
export { isSettled, openPurse } from './rules.ts';
export type { StatementHead } from './statement.ts';
export { readStatement, readStatementHead } from './statement.ts';
export type { ClaimedEntry, StatementKind, StatementLine, StatementTotals } from './statement-lines.ts';
export { statementLines, totalsOf } from './statement-lines.ts';
export type { Payee, Payout } from './steps.ts';
export {
  duePayouts,
  findPayout,
  markSent,
  notePayout,
  readPayee,
  readPayoutOf,
  releasePayable,
  releasePayout,
  resumeSending,
  startSending,
  stepBack,
} from './steps.ts';
