import type { Document } from './collection.ts';

export class BadFilter extends Error {}

/** filter_by as far as it is used here: field:=value, field:=[a,b], field:>=number, field:<=number, joined by &&. */
export function parseFilter(filter: string): (document: Document) => boolean {
  if (filter.trim() === '') return () => true;
  const conditions = outsideAccents(filter, '&&').map(condition => parseCondition(condition.trim()));
  return document => conditions.every(holds => holds(document));
}

function parseCondition(condition: string): (document: Document) => boolean {
  const match = /^([a-z_]+):(=|>=|<=)(.+)$/s.exec(condition);
  if (!match) throw new BadFilter(`Could not parse the filter query: ${condition}`);
  const [, field, operator, operand] = match as unknown as [string, string, string, string];
  if (operator !== '=') {
    const bound = Number(operand);
    if (Number.isNaN(bound)) throw new BadFilter(`Error with filter field \`${field}\`: Not a number.`);
    return document => {
      const value = document[field];
      return typeof value === 'number' && (operator === '>=' ? value >= bound : value <= bound);
    };
  }
  const list = /^\[(.*)\]$/s.exec(operand)?.[1];
  const wanted = new Set((list === undefined ? [operand] : outsideAccents(list, ',')).map(plain));
  return document => [document[field] ?? []].flat().some(value => wanted.has(String(value)));
}

const plain = (value: string) => value.trim().replace(/^`(.*)`$/s, '$1');

/** Splits at the separator, but not between grave accents. */
function outsideAccents(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '`') isQuoted = !isQuoted;
    if (isQuoted || !text.startsWith(separator, at)) {
      part += text[at];
      continue;
    }
    parts.push(part);
    part = '';
    at += separator.length - 1;
  }
  return [...parts, part];
}
