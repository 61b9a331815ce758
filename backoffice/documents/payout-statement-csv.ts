import { stringify } from 'csv-stringify/sync';
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
    cell(payoutNumber),
    cell(line.orderNumber ?? ''),
    cell(line.description),
    currency,
    ...[line.saleCents, line.commissionCents, line.refundCents, line.adjustmentCents, lineAmount(line)].map(decimal),
  ]);
  const zero = decimal(0);
  const brought = [
    statement.from.slice(0, 10),
    cell(payoutNumber),
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

/** A spreadsheet runs what begins like a formula. Amounts, which may begin with a minus, are ours and do not pass here. */
function cell(text: string): string {
  return /^\s*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/.test(text) ? `'${text}` : text;
}

function decimal(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
