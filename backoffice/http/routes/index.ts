import type { Routes } from '../route.ts';
import { adminPayoutRoutes } from './admin-payouts.ts';
import { operationsRoutes } from './operations.ts';

/** Every group of endpoints; contract.test.ts fails for an endpoint without a handler. */
export const routes: Routes[] = [operationsRoutes, adminPayoutRoutes];
