import { expect, it } from 'vitest';
import { weeksOf } from './spending.ts';

it('sums days into thirteen weeks up to today, empty ones too', () => {
  const weeks = weeksOf(
    [
      { day: '2026-09-01', cents: 999 },
      { day: '2026-09-03', cents: 100 },
      { day: '2026-12-01', cents: 200 },
      { day: '2026-12-02', cents: 300 },
    ],
    '2026-12-02',
  );
  expect(weeks).toHaveLength(13);
  expect(weeks[0]).toEqual({ day: '2026-09-03', cents: 100 });
  expect(weeks.at(-1)).toEqual({ day: '2026-11-26', cents: 500 });
  expect(weeks[5]!.cents).toBe(0);
});
