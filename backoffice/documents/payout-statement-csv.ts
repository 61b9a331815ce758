import { stringify } from 'csv-stringify/sync';
import { decimal, safeText } from './cell.ts';
import { type PayoutStatementData, statementTotals } from './statement-totals.ts';

const header = ['date', 'payout', 'section', 'kind', 'order', 'description', 'held_until', 'currency', 'amount'];

/** UTF-8 with a byte order mark, for spreadsheets. Amounts are plain decimals with a point; their sum is the transfer. */
export function writePayoutStatementCsv(statement: PayoutStatementData): Buffer {
  const { payoutNumber, currency } = statement;
  const rows = statementTotals(statement).flatMap(({ section, lines }) =>
    lines.map(line => [
      line.occurredOn.slice(0, 10),
      safeText(payoutNumber),
      section,
      line.kind,
      safeText(line.orderNumber ?? ''),
      safeText(line.description),
      line.heldUntil ?? '',
      currency,
      decimal(line.amountCents),
    ]),
  );
  return Buffer.from(stringify([header, ...rows], { bom: true }));
}
