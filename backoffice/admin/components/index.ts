import { ComponentLoader } from 'adminjs';

export const componentLoader = new ComponentLoader();
const add = (name: string, file: string) => componentLoader.add(name, file);

export const SHOW = {
  money: add('Money', './money.tsx'),
  moneyInput: add('MoneyInput', './money-input.tsx'),
  rate: add('Rate', './rate.tsx'),
  bands: add('Bands', './bands.tsx'),
  rateInput: add('RateInput', './rate-input.tsx'),
  status: add('Status', './status.tsx'),
  fileLink: add('FileLink', './file-link.tsx'),
  json: add('JsonTree', './json-tree.tsx'),
  diff: add('Diff', './diff.tsx'),
  quotation: add('QuotationTalk', './quotation-talk.tsx'),
  order: add('OrderContents', './order-contents.tsx'),
  plainWords: add('PlainWords', './plain-words.tsx'),
  deadline: add('Deadline', './deadline.tsx'),
  disputeDesk: add('DisputeDesk', './dispute-desk.tsx'),
  disputedOrder: add('DisputedOrder', './disputed-order.tsx'),
};
export const FORMS = {
  /** One form for every plain action: its fields come from the action's custom.fields. */
  action: add('ActionForm', './action-form.tsx'),
  label: add('LabelForm', './label-form.tsx'),
  importProducts: add('ImportForm', './import-form.tsx'),
  download: add('DownloadForm', './download-form.tsx'),
  payoutRun: add('PayoutRunForm', './payout-run-form.tsx'),
  commission: add('CommissionForm', './commission-form.tsx'),
  replacement: add('ReplacementForm', './replacement-form.tsx'),
  refund: add('RefundForm', './refund-form.tsx'),
  /** Of every other step that moves money: its preview is an Effects. */
  effects: add('EffectsForm', './effects-form.tsx'),
  quotation: add('QuotationForm', './quotation-form.tsx'),
  evidence: add('EvidenceForm', './evidence-form.tsx'),
  disputeFile: add('DisputeFileForm', './dispute-file-form.tsx'),
  contest: add('ContestForm', './contest-form.tsx'),
  loss: add('LossForm', './loss-form.tsx'),
};
export const PAGES = {
  balance: add('Balance', './balance.tsx'),
  commission: add('Commission', './commission.tsx'),
  attention: add('NeedsAttention', './attention.tsx'),
  reports: add('Reports', './reports.tsx'),
  trialBalance: add('TrialBalance', './trial-balance.tsx'),
  statement: add('AccountStatement', './account-statement.tsx'),
  reconciliation: add('Reconciliation', './reconciliation.tsx'),
};
componentLoader.override('SidebarPages', './sidebar-pages.tsx');
export const DASHBOARD = add('Dashboard', './dashboard.tsx');
