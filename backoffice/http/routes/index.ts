import type { Routes } from '../route.ts';
import { accountRoutes } from './account.ts';
import { adminRoutes } from './admin.ts';
import { adminPayoutRoutes } from './admin-payouts.ts';
import { aiRoutes } from './ai.ts';
import { approvalRoutes } from './approvals.ts';
import { cartRoutes } from './cart.ts';
import { catalogRoutes } from './catalog.ts';
import { checkoutRoutes } from './checkout.ts';
import { disputeRoutes } from './disputes.ts';
import { invoiceRoutes } from './invoices.ts';
import { listRoutes } from './lists.ts';
import { operationsRoutes } from './operations.ts';
import { orderRoutes } from './orders.ts';
import { quickOrderRoutes } from './quick-order.ts';
import { quotationRoutes } from './quotations.ts';
import { refundRoutes } from './refunds.ts';
import { reportRoutes } from './reports.ts';
import { searchRoutes } from './search.ts';
import { storeRoutes } from './store.ts';
import { wholesalerOrderRoutes } from './wholesaler-orders.ts';
import { wholesalerPayoutRoutes } from './wholesaler-payouts.ts';
import { wholesalerPriceListRoutes } from './wholesaler-price-lists.ts';
import { wholesalerProductRoutes } from './wholesaler-products.ts';

/** Every group of endpoints; contract.test.ts fails for an endpoint without a handler. */
export const routes: Routes[] = [
  catalogRoutes,
  searchRoutes,
  aiRoutes,
  cartRoutes,
  quickOrderRoutes,
  checkoutRoutes,
  orderRoutes,
  listRoutes,
  quotationRoutes,
  accountRoutes,
  storeRoutes,
  approvalRoutes,
  invoiceRoutes,
  wholesalerProductRoutes,
  wholesalerPriceListRoutes,
  wholesalerOrderRoutes,
  wholesalerPayoutRoutes,
  adminRoutes,
  adminPayoutRoutes,
  disputeRoutes,
  refundRoutes,
  reportRoutes,
  operationsRoutes,
];
