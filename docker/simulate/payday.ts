import type { PayoutRunReport } from '../../backoffice/http/contract.ts';
import type { Day } from './day.ts';

/** The run of the day's date; a second one must find nothing to do. */
export async function payOut(day: Day): Promise<void> {
  const preview = await day.people.finance.call('payoutDryRun', { body: { date: day.payoutDate } });
  // Stores on terms pay later than their wholesalers are paid: until then the platform advances it.
  const waiting = preview.payouts.filter(payout => payout.status === 'would_wait');
  if (waiting.length > 0) await day.vendors.addFunds(total({ payouts: waiting }));
  const run = (attempt: number) =>
    day.people.finance.call('payoutRun', {
      body: { date: day.payoutDate },
      key: `simulate-${day.run}-payout-${day.payoutDate}-${attempt}`,
    });
  const report = await run(1);
  const unsent = report.payouts.filter(payout => payout.status !== 'sent');
  if (unsent.length > 0) throw new Error(`Payouts were not sent: ${JSON.stringify(unsent)}`);
  requireKept(preview, report);
  day.note('payouts', report.payouts.length);
  day.note('paid out', total(report));
  const again = await run(2);
  if (again.payouts.length !== report.payouts.length || total(again) !== total(report))
    throw new Error(`A second run of ${day.payoutDate} paid something else`);
}

/** The dry run said so. */
function requireKept(preview: PayoutRunReport, report: PayoutRunReport): void {
  if (preview.status === 'not_run' && total(preview) !== total(report))
    throw new Error(`The dry run announced ${total(preview)} cents, the run paid ${total(report)}`);
}

const total = ({ payouts }: Pick<PayoutRunReport, 'payouts'>) =>
  payouts.reduce((sum, payout) => sum + payout.amountCents, 0);
