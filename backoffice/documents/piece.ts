import { ensureSpace, ink, measure, type Paper, sheet, write } from './paper.ts';

const factHeight = 37;
const asideWidth = 215;

export interface Aside {
  heading: string;
  lines: string[];
}

/** Label over value, four columns; a value too long for one column takes two. Values that are not there are left out. */
export function drawFacts(paper: Paper, facts: Record<string, string | null | undefined>): void {
  const written = Object.entries(facts).filter((fact): fact is [string, string] => Boolean(fact[1]));
  const column = sheet.width / 4;
  let used = 0;
  for (const [label, value] of written) {
    const span = paper.font('medium').fontSize(9.5).widthOfString(value) > column - 12 ? 2 : 1;
    if (used + span > 4) {
      paper.y += factHeight;
      used = 0;
    }
    const place = { x: sheet.left + used * column, y: paper.y, width: span * column - 12 };
    write(paper, label, place, { size: 7.5, colour: ink.muted });
    write(paper, oneLine(paper, value, place.width), { ...place, y: place.y + 12 }, { font: 'medium', size: 9.5 });
    used += span;
  }
  paper.y += factHeight;
}

/** Addresses side by side. */
export function drawParties(paper: Paper, parties: Record<string, string[]>): void {
  const written = Object.entries(parties);
  const width = sheet.width / written.length;
  const texts = written.map(([, [, ...rest]]) => rest.join('\n'));
  const height = Math.max(...texts.map(text => measure(paper, text, width - 16))) + 32;
  ensureSpace(paper, height);
  for (const [index, [label, [name]]] of written.entries()) {
    const place = { x: sheet.left + index * width, y: paper.y, width: width - 16 };
    write(paper, label, place, { size: 7.5, colour: ink.muted });
    const nameHeight = write(paper, name ?? '', { ...place, y: paper.y + 12 }, { font: 'bold', size: 9.5 });
    write(paper, texts[index]!, { ...place, y: paper.y + 13 + nameHeight });
  }
  paper.y += height + 12;
}

/** What a heading takes, at most. A table asks for it together with its first row. */
export const headingHeight = 52;

export function drawHeading(paper: Paper, text: string, detail = ''): void {
  ensureSpace(paper, 96);
  paper.y += 12;
  paper.y += write(paper, text, { x: sheet.left, y: paper.y, width: sheet.width }, { font: 'bold', size: 11 });
  if (detail !== '') {
    paper.y +=
      1 + write(paper, detail, { x: sheet.left, y: paper.y + 1, width: sheet.width }, { size: 8, colour: ink.muted });
  }
  paper.y += 7;
}

/** The one number people look for. */
export function drawFigure(paper: Paper, label: string, amount: string, detail = ''): void {
  ensureSpace(paper, 74);
  paper.roundedRect(sheet.left, paper.y, sheet.width, 60, 8).fill(ink.soft);
  paper.roundedRect(sheet.left, paper.y, 4, 60, 2).fill(ink.amber);
  write(paper, label, { x: sheet.left + 20, y: paper.y + 12, width: 250 }, { size: 8.5, colour: ink.muted });
  write(
    paper,
    amount,
    { x: sheet.left + 20, y: paper.y + 25, width: 250 },
    { font: 'bold', size: 19, colour: ink.pine },
  );
  const place = { x: 300, y: paper.y + 13, width: sheet.right - 300 - 20 };
  write(paper, detail, place, { size: 8.5, colour: ink.muted, align: 'right' });
  paper.y += 78;
}

/** A column of sums at the right edge; the last is the total. Rows whose amount is null are left out. What explains them stands beside them. */
export function drawSums(paper: Paper, rows: Record<string, string | null>, aside: Aside | null = null): void {
  const written = Object.entries(rows).filter((row): row is [string, string] => row[1] !== null);
  const words = aside?.lines.join('\n') ?? '';
  const asideHeight = aside === null ? 0 : 18 + measure(paper, words, asideWidth, { size: 8.5 });
  ensureSpace(paper, Math.max(written.length * 16 + 24, asideHeight));
  const top = paper.y;
  if (aside !== null) {
    write(paper, aside.heading, { x: sheet.left, y: top + 3, width: asideWidth }, { font: 'medium', size: 8.5 });
    write(paper, words, { x: sheet.left, y: top + 18, width: asideWidth }, { size: 8.5, colour: ink.muted });
  }
  for (const [index, [label, amount]] of written.entries()) drawSum(paper, label, amount, index === written.length - 1);
  paper.y = Math.max(paper.y, top + asideHeight) + 14;
}

function drawSum(paper: Paper, label: string, amount: string, isTotal: boolean): void {
  if (isTotal)
    paper
      .moveTo(287, paper.y + 2)
      .lineTo(sheet.right, paper.y + 2)
      .lineWidth(1)
      .strokeColor(ink.pine)
      .stroke();
  const style = isTotal ? ({ font: 'bold', size: 10.5 } as const) : ({ colour: ink.muted, size: 8.5 } as const);
  const y = paper.y + (isTotal ? 9 : 3);
  const height = write(paper, label, { x: 287, y, width: 168 }, style);
  write(paper, amount, { x: 455, y, width: sheet.right - 460 }, { ...style, align: 'right', isTabular: true });
  paper.y = y + height + 2;
}

export function drawNote(paper: Paper, heading: string, text: string): void {
  const place = { x: sheet.left, width: sheet.width };
  ensureSpace(paper, measure(paper, text, sheet.width, { size: 8.5 }) + 30);
  paper.y += 2 + write(paper, heading, { ...place, y: paper.y }, { font: 'medium', size: 8.5 });
  paper.y += write(paper, text, { ...place, y: paper.y }, { size: 8.5, colour: ink.muted }) + 12;
}

function oneLine(paper: Paper, text: string, width: number): string {
  const characters = [...text];
  while (paper.widthOfString(characters.join('')) > width) characters.splice(-2, 2, '…');
  return characters.join('');
}
