import { closeDeliveredOrders } from '#backoffice/workflows/close-delivered-orders.ts';
import { runJob } from './run.ts';

await runJob('close-delivered-orders', closeDeliveredOrders);
