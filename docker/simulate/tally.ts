import Table from 'cli-table3';

const columns = {
  'orders made': 'count',
  'on net terms': 'count',
  'paid by card': 'count',
  'cards declined': 'count',
  'given up': 'count',
  expired: 'count',
  'refused by a rule': 'count',
  reordered: 'count',
  'cancelled by the buyer': 'count',
  'rejected by a wholesaler': 'count',
  'parcels sent': 'count',
  'parcels delivered': 'count',
  returns: 'count',
  'refunds by finance': 'count',
  sales: 'money',
  refunded: 'money',
  payouts: 'count',
  'paid out': 'money',
} as const;
export type Happening = keyof typeof columns;

export type Tally = ReturnType<typeof createTally>;

/** What happened, day by day. */
export function createTally(days: number) {
  const counts = Array.from({ length: days }, () => new Map<Happening, number>());
  return {
    note(day: number, happening: Happening, by = 1) {
      counts[day]!.set(happening, (counts[day]!.get(happening) ?? 0) + by);
    },
    table(): string {
      const table = new Table({
        chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
        head: ['', ...counts.map((_, day) => `day ${day + 1}`), 'together'],
        style: { head: [], border: [] },
        colAligns: ['left', ...counts.map(() => 'right' as const), 'right'],
      });
      for (const happening of Object.keys(columns) as Happening[]) {
        const values = counts.map(day => day.get(happening) ?? 0);
        const sum = values.reduce((total, value) => total + value, 0);
        table.push([happening, ...[...values, sum].map(value => written(happening, value))]);
      }
      return table.toString();
    },
  };
}

const written = (happening: Happening, value: number) =>
  columns[happening] === 'money' ? `€${(value / 100).toFixed(2)}` : String(value);
