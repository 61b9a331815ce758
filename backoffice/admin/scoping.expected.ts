import type { Viewer } from './viewer.ts';

type Roles = readonly Viewer['role'][];

/** Said a second time, apart from the policies, for the test to compare. A table that is not here is changed by nobody's stock form. */
export const MAY_WRITE: Record<string, Roles> = {
  products: ['wholesaler', 'admin'],
  variants: ['wholesaler'],
  price_lists: ['wholesaler', 'admin'],
  price_tiers: ['wholesaler'],
  promotions: ['admin'],
  wholesaler_minimums: ['wholesaler'],
  wholesalers: ['wholesaler', 'admin'],
  categories: ['admin'],
  commission_rules: ['admin'],
  store_groups: ['admin'],
  tax_rates: ['admin'],
};

/** Read by every wholesaler though the rows are nobody's. */
export const OF_EVERYONE = ['categories', 'commission_rules'];

export const MAY_STEP: Record<string, Roles> = {
  'wholesaler_orders.accept': ['wholesaler'],
  'wholesaler_orders.pack': ['wholesaler'],
  'wholesaler_orders.ship': ['wholesaler'],
  'wholesaler_orders.packingSlip': ['wholesaler'],
  'wholesaler_orders.reject': ['wholesaler', 'admin'],
  'wholesaler_orders.refund': ['admin', 'finance'],
  'return_requests.approve': ['wholesaler', 'admin'],
  'return_requests.reject': ['wholesaler', 'admin'],
  'return_requests.receive': ['wholesaler', 'admin'],
  'quotation_parts.answer': ['wholesaler'],
  'quotation_parts.decline': ['wholesaler'],
  'quotation_parts.withdraw': ['wholesaler'],
  'quotation_parts.talk': ['wholesaler', 'admin', 'finance'],
  'products.submit': ['wholesaler'],
  'products.approve': ['admin'],
  'products.reject': ['admin'],
  'products.archive': ['wholesaler', 'admin'],
  'product_change_requests.approve': ['admin'],
  'product_change_requests.reject': ['admin'],
  'product_change_requests.withdraw': ['wholesaler'],
  'stock.count': ['wholesaler'],
  'price_lists.importPrices': ['wholesaler', 'admin'],
  'price_lists.exportPrices': ['wholesaler', 'admin'],
  'imports.importProducts': ['wholesaler'],
  'stores.approve': ['admin'],
  'stores.ask': ['admin'],
  'stores.reject': ['admin'],
  'stores.suspend': ['admin'],
  'stores.restore': ['admin'],
  'wholesalers.connectPayouts': ['wholesaler'],
  'wholesalers.approve': ['admin'],
  'wholesalers.reject': ['admin'],
  'wholesalers.suspend': ['admin'],
  'wholesalers.restore': ['admin'],
  'users.suspend': ['admin'],
  'users.restore': ['admin'],
  'payouts.run': ['admin', 'finance'],
  'payouts.retry': ['admin', 'finance'],
  'payouts.release': ['admin', 'finance'],
  'payouts.statement': ['wholesaler'],
  'payout_batches.release': ['admin', 'finance'],
  'invoices.markPaid': ['admin', 'finance'],
  'webhook_events.replay': ['admin'],
};
