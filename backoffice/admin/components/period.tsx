import { Input, Label } from '@adminjs/design-system';
import React, { useEffect, useState } from 'react';

/** UTC days, both within. */
export interface Period {
  from: string;
  to: string;
}
type Typed = { target: { value: string } };

const iso = (date: Date) => date.toISOString().slice(0, 10);
const months = (year: number, first: number, count: number): Period => ({
  from: iso(new Date(Date.UTC(year, first, 1))),
  to: iso(new Date(Date.UTC(year, first + count, 0))),
});

function presets(today: string): Record<string, Period> {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1];
  const quarter = month - (month % 3);
  return {
    'This month': months(year, month, 1),
    'Last month': months(year, month - 1, 1),
    'This quarter': months(year, quarter, 3),
    'Last quarter': months(year, quarter - 3, 3),
    'This year': months(year, 0, 12),
    'Last year': months(year - 1, 0, 12),
  };
}

/** Begins with what the address says, or with this month; tells of every whole period. */
export const PeriodPicker = ({ today, onChange }: { today: string; onChange: (period: Period) => void }) => {
  const known = presets(today);
  const asked = new URLSearchParams(window.location.search);
  const [{ from, to }, setPeriod] = useState<Period>({
    from: asked.get('from') ?? known['This month']!.from,
    to: asked.get('to') ?? known['This month']!.to,
  });
  useEffect(() => {
    if (from && to) onChange({ from, to });
  }, [from, to, onChange]);
  return (
    <section className="stackr-period" aria-label="Period">
      <div className="stackr-tabs">
        {Object.entries(known).map(([label, period]) => (
          <button
            key={label}
            type="button"
            aria-pressed={period.from === from && period.to === to}
            onClick={() => setPeriod(period)}
          >
            {label}
          </button>
        ))}
      </div>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16 }}>
        <div>
          <Label htmlFor="from">From (UTC day)</Label>
          <Input
            id="from"
            type="date"
            value={from}
            onChange={(event: Typed) => setPeriod({ from: event.target.value, to })}
          />
        </div>
        <div>
          <Label htmlFor="to">Until</Label>
          <Input
            id="to"
            type="date"
            value={to}
            onChange={(event: Typed) => setPeriod({ from, to: event.target.value })}
          />
        </div>
      </div>
    </section>
  );
};
