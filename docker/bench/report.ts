import Table from 'cli-table3';
import type { BulkRow } from './bulk.ts';
import type { Measured } from './measure.ts';
import type { ReservationFloor } from './reservation-floor.ts';
import type { RushResult } from './rush.ts';

/** Operations a second Stackr shall reach on two cores that also carry the clients. */
const TARGETS: Record<string, number> = {
  list: 1000,
  product: 1000,
  'search + category': 400,
  'add to cart': 300,
  'whole checkout': 50,
  'panel: orders': 150,
};

export interface LoadRow extends Measured {
  name: string;
  /** Of the service's process, an operation. */
  cpuMs: number | null;
  rssMb: number | null;
}
export interface RushRow extends RushResult {
  buyers: number;
  products: number;
  units: number;
  deadlocks: number;
  isRight: boolean;
}

const plain = { style: { head: [], border: [] }, chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' } };
const round = (value: number | null, digits = 1) => (value === null ? '–' : value.toFixed(digits));

export function printLoads(rows: LoadRow[], atRest: { rssMb: number } | null): void {
  if (rows.length === 0) return;
  const table = new Table({
    ...plain,
    head: [
      '16 clients, closed loop',
      'ops/s',
      'shall',
      'of its floor',
      'p50 ms',
      'p95',
      'p99',
      'errors',
      'CPU ms/op',
      'RSS MB',
    ],
  });
  const perSecond = (row: LoadRow) => row.operations / row.seconds;
  for (const row of rows) {
    const floor = rows.find(one => one.name === `${row.name}: floor`);
    table.push([
      row.name,
      round(perSecond(row), 0),
      TARGETS[row.name] ?? '',
      floor ? `${round((100 * perSecond(row)) / perSecond(floor), 0)} %` : '',
      round(row.p50),
      round(row.p95),
      round(row.p99),
      row.errors,
      row.name.endsWith(': floor') ? '' : round(row.cpuMs, 2),
      row.name.endsWith(': floor') ? '' : round(row.rssMb, 0),
    ]);
  }
  console.log(`\n${table}\nService at rest: ${round(atRest?.rssMb ?? null, 0)} MB (shall stay below 350).`);
  for (const { name, firstErrors } of rows) for (const error of firstErrors) console.log(`${name}: ${error}`);
}

export function printRushes(rows: RushRow[]): void {
  if (rows.length === 0) return;
  const table = new Table({
    ...plain,
    head: ['at once', 'sold', 'refused', 'wrong', 'deadlocks', 'p50 ms', 'p95 ms', ''],
  });
  for (const row of rows)
    table.push([
      `${row.buyers} buyers, ${row.products} product${row.products > 1 ? 's' : ''} of ${row.units}`,
      row.sold,
      row.refused,
      row.wrong.length,
      row.deadlocks,
      round(row.p50, 0),
      round(row.p95, 0),
      row.isRight ? 'as it shall be' : 'WRONG',
    ]);
  console.log(`\n${table}`);
  for (const wrong of new Set(rows.flatMap(row => row.wrong.slice(0, 3)))) console.log(wrong);
}

export function printBulk(rows: BulkRow[]): void {
  const table = new Table({
    ...plain,
    head: ['100 lines, 20 wholesalers, one buyer', 'p50 ms', 'p95 ms', 'shall', 'its SQL alone p50', 'statements'],
  });
  for (const { name, p50, p95, shall, floorP50, statements } of rows)
    table.push([name, round(p50), round(p95), shall ?? '', round(floorP50), statements]);
  console.log(`\n${table}`);
}

export function printReservations({ perSecond, averageMs, tool }: ReservationFloor): void {
  console.log(
    `\nThe reservation of three lines alone (${tool}): ${round(perSecond, 0)}/s, ${round(averageMs)} ms on average.`,
  );
}
