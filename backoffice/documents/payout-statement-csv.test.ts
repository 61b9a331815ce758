import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { writePayoutStatementCsv } from './payout-statement-csv.ts';
import { samplePayoutStatement } from './sample.ts';

const read = (file: Buffer) => parse(file, { bom: true, columns: true }) as Record<string, string>[];
const inCents = (amount: string) => Number(amount.replace('.', ''));

describe('the statement as CSV', () => {
  it('sums to the transfer, to the cent', () => {
    const rows = read(writePayoutStatementCsv(samplePayoutStatement));
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatchObject({
      date: '2026-11-14',
      order: 'S-100038-1',
      sale: '984.00',
      commission: '-118.08',
      amount: '865.92',
    });
    expect(rows.reduce((total, row) => total + inCents(row.amount!), 0)).toBe(samplePayoutStatement.amountCents);
  });

  it.each(['=cmd()', '+1', '-1', '@sum', '\t=1', ' =1', '＝1'])(
    'gives a spreadsheet nothing to run: %j',
    description => {
      const [line] = samplePayoutStatement.lines;
      const only = {
        ...samplePayoutStatement,
        lines: [{ ...line!, description }],
        broughtForwardCents: 0,
        amountCents: 86_592,
      };
      expect(read(writePayoutStatementCsv(only))[0]!.description).toBe(`'${description}`);
    },
  );

  it('writes cents below one and below zero', () => {
    const line = { ...samplePayoutStatement.lines[0]!, saleCents: 5, commissionCents: -5, adjustmentCents: 100 };
    const [row] = read(
      writePayoutStatementCsv({ ...samplePayoutStatement, lines: [line], broughtForwardCents: 0, amountCents: 100 }),
    );
    expect(row).toMatchObject({ sale: '0.05', commission: '-0.05', adjustment: '1.00', amount: '1.00' });
  });
});
