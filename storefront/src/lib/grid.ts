import type { VariantDetail } from '../../../backoffice/http/contract.ts';

export interface Grid {
  /** What the columns are, and their values. */
  columnName: string;
  columns: string[];
  rowName: string;
  rows: { label: string; cells: (VariantDetail | null)[] }[];
}

/** The first option across where it is the shorter one, the others down; null for fewer than two options. A cell that does not exist is null. */
export function gridOf(variants: VariantDetail[], optionNames: string[]): Grid | null {
  if (optionNames.length < 2) return null;
  const valuesOf = (name: string) => [...new Set(variants.map(one => one.options[name] ?? ''))];
  // Few columns fit on a phone: the option with the fewest values goes across.
  const across = [...optionNames].sort((a, b) => valuesOf(a).length - valuesOf(b).length)[0]!;
  const down = optionNames.filter(name => name !== across);
  const labelOf = (one: VariantDetail) => down.map(name => one.options[name] ?? '').join(' / ');
  const columns = valuesOf(across);
  const labels = [...new Set(variants.map(labelOf))];
  return {
    columnName: across,
    columns,
    rowName: down.join(' / '),
    rows: labels.map(label => ({
      label,
      cells: columns.map(
        value => variants.find(one => labelOf(one) === label && one.options[across] === value) ?? null,
      ),
    })),
  };
}

/** The cell an arrow key leads to from one: the next that can be filled in, or none. */
export function neighbour(grid: Grid, from: { row: number; column: number }, key: string): VariantDetail | null {
  const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[key] ?? [0, 0];
  let { row, column } = from;
  while (down !== 0 || right !== 0) {
    row += down!;
    column += right!;
    const cell = grid.rows[row]?.cells[column];
    if (cell === undefined) return null;
    if (cell && cell.stock.state !== 'out') return cell;
  }
  return null;
}
