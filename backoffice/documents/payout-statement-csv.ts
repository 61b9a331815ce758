import { stringify } from 'csv-stringify/sync';
import { decimal, safeText } from './cell.ts';
import { lineAmount, type PayoutStatementData, statementTotals } from './statement-totals.ts';

const header = [
  'date',
  'payout',
  'order',
  'description',
  'currency',
  'sale',
  'commission',
  'refund',
  'adjustment',
  'amount',
];

/** UTF-8 with a byte order mark, for spreadsheets. Amounts are plain decimals with a point; their sum is the transfer. */
export function writePayoutStatementCsv(statement: PayoutStatementData): Buffer {
  statementTotals(statement);
  const { payoutNumber, currency, broughtForwardCents } = statement;
  const rows = statement.lines.map(line => [
    line.occurredOn.slice(0, 10),
    safeText(payoutNumber),
    safeText(line.orderNumber ?? ''),
    safeText(line.description),
    currency,
    ...[line.saleCents, line.commissionCents, line.refundCents, line.adjustmentCents, lineAmount(line)].map(decimal),
  ]);
  const zero = decimal(0);
  const brought = [
    statement.from.slice(0, 10),
    safeText(payoutNumber),
    '',
    'Brought forward',
    currency,
    zero,
    zero,
    zero,
    zero,
    decimal(broughtForwardCents),
  ];
  return Buffer.from(stringify([header, ...rows, ...(broughtForwardCents === 0 ? [] : [brought])], { bom: true }));
}
