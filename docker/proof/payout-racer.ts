// Starts the batch of each night it is told, at once with the others. Started by race-payouts.ts.
import { payOutWholesalers } from '../../backoffice/workflows/pay-out-wholesalers.ts';
import { openPayoutServices } from './payout-services.ts';

let night = '2000-01-01';
const services = await openPayoutServices(() => new Date(`${night}T02:00:00Z`));
process.on('message', async (next: string) => {
  night = next;
  try {
    const { status } = await payOutWholesalers(services, { date: night, requestedBy: null });
    process.send!(status);
  } catch (error) {
    process.send!(`failed: ${error}`);
  }
});
process.on('disconnect', () => process.exit(0));
process.send!('ready');
