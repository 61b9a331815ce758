export {
  type Change,
  decideChange,
  endRules,
  findChange,
  findRule,
  insertChange,
  insertRule,
  listOverlapped,
  lockChange,
  lockRules,
  type Rule,
  type StandingChange,
} from './changes.ts';
export {
  type BilledLine,
  type BillTo,
  type CommissionInvoice,
  type CommissionMonth,
  findCommissionInvoice,
  insertInvoice,
  listBilled,
  listUnbilled,
  lockNumbers,
  readMonth,
} from './invoices.ts';
export { SNAPSHOT_COMMISSIONS } from './matching.ts';
export { type Preview, type PreviewRow, previewChange } from './preview.ts';
export { type ApplicableRule, listRulesFor, type PricedSale, priceSales, readVolume, type Sale } from './queries.ts';
export { type Band, describeTerms, faultsOf, parseBands, type Scope, type Terms } from './rules.ts';
