import type { Routes } from '../route.ts';
import { adminPayoutRoutes } from './admin-payouts.ts';
import { operationsRoutes } from './operations.ts';
import { wholesalerOrderRoutes } from './wholesaler-orders.ts';
import { wholesalerPayoutRoutes } from './wholesaler-payouts.ts';

/** Every group of endpoints; contract.test.ts fails for an endpoint without a handler. */
export const routes: Routes[] = [operationsRoutes, adminPayoutRoutes, wholesalerOrderRoutes, wholesalerPayoutRoutes];
