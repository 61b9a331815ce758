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
  requireAmong(again, report, (one, other) => one.number === other.number, 'A second run paid what the first did not');
}

/** The report may hold more: what earlier batches still owed. */
function requireKept(preview: PayoutRunReport, report: PayoutRunReport): void {
  const isPromised = (one: Payout, other: Payout) =>
    one.wholesaler === other.wholesaler && one.amountCents === other.amountCents;
  requireAmong(preview, report, isPromised, 'The run did not pay what the dry run announced');
}

type Payout = PayoutRunReport['payouts'][number];

function requireAmong(
  these: PayoutRunReport,
  those: PayoutRunReport,
  isSame: (one: Payout, other: Payout) => boolean,
  complaint: string,
): void {
  const lost = these.payouts.filter(one => !those.payouts.some(other => isSame(one, other)));
  if (lost.length > 0) throw new Error(`${complaint}: ${JSON.stringify(lost)}`);
}

const total = ({ payouts }: Pick<PayoutRunReport, 'payouts'>) =>
  payouts.reduce((sum, payout) => sum + payout.amountCents, 0);
