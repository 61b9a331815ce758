import { expireOrders } from '#backoffice/workflows/expire-orders.ts';
import { runJob } from './run.ts';

await runJob('expire-orders', expireOrders);
