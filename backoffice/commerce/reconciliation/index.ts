export { findMismatches, type Mismatch } from './compare.ts';
export {
  type DifferenceRow,
  findDifference,
  keepDifferences,
  listDifferences,
  proposeForDifference,
  reopenDifference,
  settleDifference,
} from './differences.ts';
export { type Overview, readOverview } from './overview.ts';
export {
  adjustmentOf,
  COUNTER_ACCOUNTS,
  type CounterAccount,
  type Difference,
  explainMismatches,
  suggestedAccount,
} from './rules.ts';
export {
  findReconciliation,
  finishReconciliation,
  keepPage,
  type Movement,
  openReconciliation,
  type Reconciliation,
} from './runs.ts';
