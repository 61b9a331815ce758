// The payout run in a process of its own, killed where KILL says. Started by kill-payouts.ts.
import { payOutWholesalers } from '../../backoffice/workflows/pay-out-wholesalers.ts';
import { armKill } from './kill-points.ts';
import { openPayoutServices } from './payout-services.ts';

const { NIGHT, KILL } = process.env;
const services = await openPayoutServices(() => new Date(`${NIGHT}T02:00:00Z`));
services.transfers = armKill(services.db, services.transfers, JSON.parse(KILL!));
await payOutWholesalers(services, { date: NIGHT!, requestedBy: null });
process.exit(0);
