import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { Refusal } from '#backoffice/commerce/refusal.ts';
import { readConfig } from '#backoffice/config.ts';
import type { PayoutRunReport } from '#backoffice/http/contract/admin.ts';
import { createServices, type Services } from '#backoffice/services.ts';
import { payOutWholesalers, today } from '#backoffice/workflows/pay-out-wholesalers.ts';
import { previewPayouts } from '#backoffice/workflows/preview-payouts.ts';

/** A little longer than a dead process keeps its lease. */
const BUSY_FOR_MS = 120_000;
const LOOK_AGAIN_MS = 2_000;

export async function payoutCommand(): Promise<void> {
  const { values } = parseArgs({
    options: { date: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  });
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
  const services = await createServices(config, { name: 'command', poolSize: 2, isQueueSupervisor: false });
  try {
    const date = values.date ?? today(services);
    if (!isDay(date)) throw new Refusal('malformed', 'malformed', `${date} is not a date: write it as 2026-12-31`);
    const report = values['dry-run'] ? await previewPayouts(services, date) : await runToTheEnd(services, date);
    console.log(describeRun(report));
    process.exitCode = report.payouts.some(payout => payout.status === 'failed') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error([error.message, ...error.details.map(detail => `  - ${detail.message}`)].join('\n'));
    process.exitCode = 1;
  } finally {
    await services.stop();
  }
}

/** A run that was killed leaves its lease behind for a moment: wait for it, then finish its work. */
async function runToTheEnd(services: Services, date: string): Promise<PayoutRunReport> {
  const run = () => payOutWholesalers(services, { date, requestedBy: null });
  const end = Date.now() + BUSY_FOR_MS;
  let report = await run();
  if (report.status === 'busy')
    console.error('Another run is sending these payouts, or died doing so: waiting for it.');
  while (report.status === 'busy' && Date.now() < end) {
    await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS));
    report = await run();
  }
  return report;
}

function describeRun({ batchDate, isDryRun, status, payouts, carryovers }: PayoutRunReport): string {
  const title = `Payouts of ${batchDate}: ${status.replaceAll('_', ' ')}${isDryRun ? ' (dry run: nothing was sent)' : ''}`;
  if (payouts.length + carryovers.length === 0) return `${title}\nNothing is due.`;
  const table = new Table({
    head: ['payout', 'wholesaler', 'amount', 'status', 'reason'],
    colAligns: ['left', 'left', 'right'],
    style: { head: [], border: [] },
  });
  for (const { number, wholesaler, currency, amountCents, ...payout } of payouts)
    table.push([
      number ?? '–',
      wholesaler,
      formatMoney(amountCents, currency),
      payout.status.replaceAll('_', ' '),
      payout.reason ?? '',
    ]);
  for (const { wholesaler, currency, amountCents, reason } of carryovers)
    table.push(['–', wholesaler, formatMoney(amountCents, currency), 'carried over', reason.replaceAll('_', ' ')]);
  return `${title}\n${table.toString()}`;
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
