import { describe, expect, it } from 'vitest';
import type { VariantDetail } from '../../../backoffice/http/contract.ts';
import { gridOf, neighbour } from './grid.ts';

const variant = (Colour: string, Size: string, state = 'in_stock') =>
  ({ id: `${Colour}-${Size}`, options: { Colour, Size }, stock: { state } }) as unknown as VariantDetail;
// Sage does not come in L; sand M is sold out.
const variants = [
  variant('Sand', 'S'),
  variant('Sand', 'M', 'out'),
  variant('Sand', 'L'),
  variant('Sage', 'S'),
  variant('Sage', 'M'),
];

describe('a grid', () => {
  it('has the option with fewer values across, and a hole for what does not exist', () => {
    const grid = gridOf(variants, ['Colour', 'Size'])!;
    expect([grid.columnName, grid.columns, grid.rowName]).toEqual(['Colour', ['Sand', 'Sage'], 'Size']);
    expect(grid.rows.map(row => [row.label, ...row.cells.map(cell => cell?.id ?? null)])).toEqual([
      ['S', 'Sand-S', 'Sage-S'],
      ['M', 'Sand-M', 'Sage-M'],
      ['L', 'Sand-L', null],
    ]);
  });

  it('is none for one option', () => expect(gridOf(variants, ['Colour'])).toBeNull());

  it('arrows pass over what cannot be filled in, and stop at the edge', () => {
    const grid = gridOf(variants, ['Colour', 'Size'])!;
    expect(neighbour(grid, { row: 0, column: 0 }, 'ArrowDown')?.id).toBe('Sand-L');
    expect(neighbour(grid, { row: 0, column: 0 }, 'ArrowRight')?.id).toBe('Sage-S');
    expect(neighbour(grid, { row: 1, column: 1 }, 'ArrowLeft')).toBeNull();
    expect(neighbour(grid, { row: 1, column: 1 }, 'ArrowDown')).toBeNull();
    expect(neighbour(grid, { row: 0, column: 0 }, 'Enter')).toBeNull();
  });
});
