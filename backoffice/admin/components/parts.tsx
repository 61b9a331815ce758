import React from 'react';
import { formatCents } from './numbers.js';

export const Card = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section style={{ background: 'var(--card)', border: '1px solid var(--line)', borderRadius: 12, padding: 20 }}>
    <h3 style={{ fontSize: 15, fontWeight: 600, margin: '0 0 12px' }}>{title}</h3>
    {children}
  </section>
);

export const grid = (least: string) => ({
  display: 'grid',
  gridTemplateColumns: `repeat(auto-fit, minmax(min(${least}, 100%), 1fr))`,
  gap: 16,
  margin: '16px 0',
});

/** A bar a row, its sum in words beside it. */
export const Bars = ({ rows }: { rows: { label: string; cents: number; value: string; isBad: boolean }[] }) => {
  const most = Math.max(1, ...rows.map(row => Math.abs(row.cents)));
  return (
    <dl style={{ display: 'grid', gap: 10, margin: 0 }}>
      {rows.map(row => (
        <div
          key={row.label}
          style={{ display: 'grid', gridTemplateColumns: '1fr auto', gap: '4px 16px', fontSize: 14 }}
        >
          <dt>{row.label}</dt>
          <dd style={{ margin: 0, fontVariantNumeric: 'tabular-nums' }}>{row.value}</dd>
          <dd
            aria-hidden="true"
            style={{ gridColumn: '1 / -1', margin: 0, borderRadius: 4, background: 'var(--line-soft)' }}
          >
            <div
              style={{
                width: `${(100 * Math.abs(row.cents)) / most}%`,
                height: 8,
                borderRadius: 4,
                background: row.isBad ? 'var(--amber)' : 'var(--pine)',
              }}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
};

/** Numbers under each other; scrolls by itself where it is wider than the page. */
export const Sheet = ({
  label,
  columns,
  children,
}: {
  label: string;
  columns: { label: string; isNumber?: boolean }[];
  children: React.ReactNode;
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
  <section className="stackr-sheet" aria-label={label} tabIndex={0}>
    <table>
      <thead>
        <tr>
          {columns.map(column => (
            <th key={column.label} scope="col" className={column.isNumber ? 'number' : ''}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      {children}
    </table>
  </section>
);

export const Cents = ({ cents, currency }: { cents: number; currency: string }) => (
  <td className={cents < 0 ? 'number negative' : 'number'}>{formatCents(cents, currency)}</td>
);

export const NotYours = () => <p style={{ padding: 32 }}>This page is for finance.</p>;
