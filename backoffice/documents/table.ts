import { ensureSpace, fitting, ink, measure, type Paper, type Place, rule, sheet, write } from './paper.ts';
import { drawHeading, headingHeight } from './piece.ts';

export interface Column<Row> {
  label: string;
  /** Points. All columns together make sheet.width. */
  width: number;
  align: 'left' | 'right';
  text: (row: Row) => string;
  /** A second, smaller line. */
  detail?: (row: Row) => string;
  isStrong?: boolean;
  /** An empty box, to be ticked by hand. */
  isTick?: boolean;
}

const gap = 10;
const headerHeight = 20;
const padding = 6.5;
const small = { size: 7.5, colour: ink.muted };
/** Even without a space to break at, this many characters fit on a page in the narrowest column. */
const longestText = 300;

export interface Around {
  heading: string;
  detail?: string;
  /** What follows, in points, and must not stand alone on a page. */
  keepBelow: number;
}

/** Rows stay whole; the header is repeated on every page, and neither it nor the heading ends one. */
export function drawTable<Row>(paper: Paper, columns: Column<Row>[], rows: Row[], around: Around): void {
  const first = rows[0] === undefined ? 0 : rowHeight(paper, columns, rows[0]);
  ensureSpace(paper, headingHeight + headerHeight + first + (rows.length < 2 ? around.keepBelow : 0));
  drawHeading(paper, around.heading, around.detail);
  header(paper, columns);
  for (const [index, row] of rows.entries()) {
    const below = index === rows.length - 1 ? around.keepBelow : 0;
    const height = rowHeight(paper, columns, row);
    if (paper.y + height + below > sheet.bottom) {
      paper.addPage();
      header(paper, columns);
    }
    for (const { column, place } of placed(columns, paper.y + padding)) cell(paper, column, row, place);
    paper.y += height;
    rule(paper, paper.y);
  }
  paper.y += 4;
}

/** A last row in bold, under the columns of a table. */
export function drawTotalRow<Row>(paper: Paper, columns: Column<Row>[], cells: string[]): void {
  ensureSpace(paper, 26);
  for (const [index, { column, place }] of placed(columns, paper.y + 3).entries()) {
    const text = cells[index] ?? '';
    const isTabular = column.align === 'right';
    const bold = { font: 'bold', size: 8.5, align: column.align, isTabular } as const;
    write(paper, text, place, isTabular ? fitting(paper, text, place.width, bold) : bold);
  }
  paper.y += 26;
}

function header<Row>(paper: Paper, columns: Column<Row>[]): void {
  paper.roundedRect(sheet.left, paper.y, sheet.width, headerHeight, 4).fill(ink.soft);
  for (const { column, place } of placed(columns, paper.y + 5.5)) {
    const label = { font: 'medium', size: 7.5, colour: ink.muted, align: column.align } as const;
    write(paper, column.label, place, fitting(paper, column.label, place.width, label));
  }
  paper.y += headerHeight;
}

function placed<Row>(columns: Column<Row>[], y: number): { column: Column<Row>; place: Place }[] {
  let x = sheet.left;
  return columns.map(column => {
    const place = { x: x + gap / 2, y, width: column.width - gap };
    x += column.width;
    return { column, place };
  });
}

function rowHeight<Row>(paper: Paper, columns: Column<Row>[], row: Row): number {
  const heights = columns.map(column => {
    const width = column.width - gap;
    const { text, detail } = content(column, row);
    return (
      measure(paper, text, width, style(paper, column, text)) +
      (detail === '' ? 0 : measure(paper, detail, width, small) + 1)
    );
  });
  return Math.max(...heights) + 2 * padding;
}

function cell<Row>(paper: Paper, column: Column<Row>, row: Row, place: Place): void {
  if (column.isTick) {
    paper
      .rect(place.x + place.width - 9, place.y + 0.5, 9, 9)
      .lineWidth(0.8)
      .strokeColor(ink.muted)
      .stroke();
    return;
  }
  const { text, detail } = content(column, row);
  const height = write(paper, text, place, style(paper, column, text));
  if (detail !== '') write(paper, detail, { ...place, y: place.y + height + 1 }, { ...small, align: column.align });
}

function content<Row>(column: Column<Row>, row: Row): { text: string; detail: string } {
  return { text: cut(column.text(row)), detail: cut(column.detail?.(row) ?? '') };
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

function style<Row>(paper: Paper, { align, isStrong, width }: Column<Row>, text: string) {
  const plain = { font: isStrong ? ('medium' as const) : ('regular' as const), size: 8.5, align };
  return align === 'right'
    ? { ...fitting(paper, text, width - gap, plain), isTabular: true }
    : { ...plain, isTabular: false };
}
