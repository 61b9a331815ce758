import { company, houseLocale } from '#backoffice/documents/company.ts';
import { addressLines } from '#backoffice/documents/party.ts';
import type { Block, Inline } from './block.ts';
import type { Written } from './letter.ts';

const width = 74;

export function letterText(written: Written): string {
  const footer = [
    '-- ',
    wrap(oneLine(written.reason)),
    [company.address.name, ...addressLines(company.address, houseLocale).slice(1)].join(', '),
    company.email,
  ];
  const parts = [
    'STACKR',
    underlined(oneLine(written.title), '='),
    ...written.blocks.map(blockText),
    footer.join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return wrap(block.parts.map(inlineText).join(''));
    case 'heading':
      return underlined(
        [block.text, block.detail]
          .filter(Boolean)
          .map(text => oneLine(text!))
          .join(' · '),
        '-',
      );
    case 'figure':
      return `${oneLine(block.label)}: ${block.amount}`;
    case 'button':
      return `${oneLine(block.label)}:\n${block.href}`;
    case 'quote':
      return wrap(block.text.trim(), '> ');
    case 'facts':
      return block.rows.map(row => `${row.label}: ${row.values.map(oneLine).join(', ')}`).join('\n');
    case 'lines':
      return block.rows
        .map(row => `* ${oneLine(row.title)}\n  ${columns(oneLine(row.detail), row.amount, width - 2)}`)
        .join('\n');
    case 'sums':
      return block.rows
        .map(row => (row.isTotal ? `${'-'.repeat(width)}\n` : '') + columns(row.label, row.amount, width))
        .join('\n');
    case 'steps':
      return block.items.map((item, index) => wrap(`${index + 1}. ${item}`)).join('\n');
    case 'points':
      return block.items.map(item => wrap(`* ${item}`)).join('\n');
    case 'small':
      return wrap(block.text);
  }
}

function inlineText(part: Inline): string {
  return oneLine(typeof part === 'string' ? part : part.strong);
}

/** Keeps the spaces at the ends: they separate a part from its neighbour. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, character => (character === '\u00a0' || character === '\u202f' ? character : ' '));
}

function underlined(text: string, mark: string): string {
  return `${text}\n${mark.repeat(Math.min(text.length, width))}`;
}

function columns(left: string, right: string, total: number): string {
  if (right === '') return left;
  return `${left}${' '.repeat(Math.max(2, total - left.length - right.length))}${right}`;
}

function wrap(text: string, prefix = ''): string {
  return text
    .split('\n')
    .flatMap(line => wrapLine(line, width - prefix.length))
    .map(line => `${prefix}${line}`.trimEnd())
    .join('\n');
}

function wrapLine(line: string, longest: number): string[] {
  const rows = [''];
  for (const word of line.split(' ')) {
    const row = rows.at(-1)!;
    if (row !== '' && row.length + 1 + word.length > longest) rows.push(word);
    else rows[rows.length - 1] = row === '' ? word : `${row} ${word}`;
  }
  return rows;
}
