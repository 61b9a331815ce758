import React from 'react';
import { formatCents, formatDay } from './numbers.js';
import { Bars, Card, Cents, Sheet } from './parts.js';

interface Sums {
  currency: string;
  lines: number;
  goodsCents: number;
  chargedCents: number;
  wouldCents: number;
}
export interface PreviewData {
  from: string;
  until: string;
  totals: (Sums & { wholesalers: number })[];
  rows: (Sums & { wholesalerId: string; wholesaler: string })[];
}

const COLUMNS = [
  { label: 'Wholesaler' },
  { label: 'Lines', isNumber: true },
  { label: 'Goods', isNumber: true },
  { label: 'Commission as charged', isNumber: true },
  { label: 'Commission with the change', isNumber: true },
  { label: 'Difference', isNumber: true },
];

/** What the lines that the change touches brought, and what they would have brought. */
export const Comparison = ({ preview }: { preview: PreviewData }) => (
  <section style={{ margin: '24px 0' }}>
    <h3>
      {formatDay(preview.from)} to {formatDay(preview.until)}, had it applied
    </h3>
    {preview.totals.length === 0 && <p>It would have changed no order of the last 30 days.</p>}
    {preview.totals.map(total => (
      <Currency key={total.currency} total={total} rows={preview.rows.filter(row => row.currency === total.currency)} />
    ))}
    {preview.totals.length > 0 && <p>Before refunds, and without what was cancelled.</p>}
  </section>
);

const Currency = ({ total, rows }: { total: PreviewData['totals'][number]; rows: PreviewData['rows'] }) => {
  const money = (cents: number) => formatCents(cents, total.currency);
  const left = total.wholesalers - rows.length;
  return (
    <>
      <div style={{ maxWidth: 560, margin: '12px 0' }}>
        <Card title={`Commission in ${total.currency}`}>
          <Bars
            rows={[
              { label: 'As charged', cents: total.chargedCents, value: money(total.chargedCents), isBad: true },
              { label: 'With the change', cents: total.wouldCents, value: money(total.wouldCents), isBad: false },
            ]}
          />
        </Card>
      </div>
      <Sheet label={`Preview in ${total.currency}`} columns={COLUMNS}>
        <tbody>
          {rows.map(row => (
            <tr key={row.wholesalerId}>
              <th scope="row">{row.wholesaler}</th>
              <Numbers sums={row} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{left > 0 ? `All ${total.wholesalers}, ${left} not shown` : 'All'}</th>
            <Numbers sums={total} />
          </tr>
        </tfoot>
      </Sheet>
    </>
  );
};

const Numbers = ({ sums }: { sums: Sums }) => (
  <>
    <td className="number">{sums.lines}</td>
    <Cents cents={sums.goodsCents} currency={sums.currency} />
    <Cents cents={sums.chargedCents} currency={sums.currency} />
    <Cents cents={sums.wouldCents} currency={sums.currency} />
    <Cents cents={sums.wouldCents - sums.chargedCents} currency={sums.currency} />
  </>
);
