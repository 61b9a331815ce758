import { ComponentLoader } from 'adminjs';

export const componentLoader = new ComponentLoader();
const add = (name: string, file: string) => componentLoader.add(name, file);

export const SHOW = {
  money: add('Money', './money.tsx'),
  rate: add('Rate', './rate.tsx'),
  status: add('Status', './status.tsx'),
  json: add('JsonTree', './json-tree.tsx'),
};
export const FORMS = {
  reason: add('ReasonForm', './reason-form.tsx'),
  storeDecision: add('StoreDecisionForm', './store-decision-form.tsx'),
  label: add('LabelForm', './label-form.tsx'),
  stock: add('StockForm', './stock-form.tsx'),
  importProducts: add('ImportForm', './import-form.tsx'),
  payoutPreview: add('PayoutPreview', './payout-preview.tsx'),
};
export const DASHBOARD = add('Dashboard', './dashboard.tsx');
