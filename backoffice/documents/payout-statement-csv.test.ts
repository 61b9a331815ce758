import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { writePayoutStatementCsv } from './payout-statement-csv.ts';
import { samplePayoutStatement } from './sample.ts';

const read = (file: Buffer) => parse(file, { bom: true, columns: true }) as Record<string, string>[];
const inCents = (amount: string) => Number(amount.replace('.', ''));

describe('the statement as CSV', () => {
  it('sums to the transfer, to the cent', () => {
    const rows = read(writePayoutStatementCsv(samplePayoutStatement));
    expect(rows).toHaveLength(15);
    expect(rows[0]).toMatchObject({ date: '2026-11-14', section: 'sales', order: 'S-100038-1', amount: '984.00' });
    expect(rows.find(row => row.section === 'reserve')).toMatchObject({ held_until: '2027-02-12', amount: '-50.00' });
    expect(rows.at(-1)).toMatchObject({ section: 'carried_over', kind: 'labels', amount: '-10.91' });
    expect(rows.reduce((total, row) => total + inCents(row.amount!), 0)).toBe(samplePayoutStatement.amountCents);
  });

  it.each(['=cmd()', '+1', '-1', '@sum', '\t=1', ' =1', '＝1'])(
    'gives a spreadsheet nothing to run: %j',
    description => {
      const [line] = samplePayoutStatement.lines;
      const only = {
        ...samplePayoutStatement,
        lines: [{ ...line!, description }],
        amountCents: 98_400,
      };
      expect(read(writePayoutStatementCsv(only))[0]!.description).toBe(`'${description}`);
    },
  );

  it('writes cents below one and below zero', () => {
    const lines = [5, -7, 102].map(amountCents => ({ ...samplePayoutStatement.lines[0]!, amountCents }));
    const rows = read(writePayoutStatementCsv({ ...samplePayoutStatement, lines, amountCents: 100 }));
    expect(rows.map(row => row.amount)).toEqual(['0.05', '-0.07', '1.02']);
  });
});
