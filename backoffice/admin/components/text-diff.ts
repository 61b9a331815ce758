export interface Change {
  label: string;
  before: string;
  after: string;
}
export interface Word {
  key: string;
  text: string;
  isChanged: boolean;
}

const LABELS: Record<string, string> = {
  title: 'Title',
  description_html: 'Description',
  tags: 'Tags',
  category_id: 'Category',
  tax_category: 'Tax category',
};

/** AdminJS hands nested values over flattened (proposed.tags.0). */
export function changesOf(params: Record<string, unknown>): Change[] {
  return Object.entries(LABELS)
    .map(([name, label]) => ({
      label,
      before: factOf(params, `before.${name}`),
      after: factOf(params, `proposed.${name}`),
    }))
    .filter(change => change.before !== change.after);
}

function factOf(params: Record<string, unknown>, path: string): string {
  return Object.keys(params)
    .filter(key => key === path || key.startsWith(`${path}.`))
    .map(key => params[key])
    .filter(value => typeof value === 'string')
    .map(plain)
    .join(', ');
}

/** What a reader sees of a description: its words, a line per paragraph. */
const plain = (html: string): string =>
  html
    .replace(/<(\/p|\/li|\/h\d|br ?\/?|\/tr)>/gi, '\n')
    .replace(/<li>/gi, '• ')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\n{2,}/g, '\n')
    .trim();

/** One side's words; those that the other side does not have in this order are changed. */
export function wordsOf({ before, after }: Change, side: 'before' | 'after'): Word[] {
  const [own, other] = side === 'before' ? [split(before), split(after)] : [split(after), split(before)];
  const kept = common(own, other);
  return own.map((text, index) => ({
    key: `${index}${text}`,
    text,
    isChanged: !kept.has(index) && text.trim() !== '',
  }));
}

const split = (text: string): string[] => text.split(/(\s+)/).filter(word => word !== '');

/** Indexes of own words that belong to the longest common subsequence. Beyond a few thousand words everything counts as changed. */
function common(own: string[], other: string[]): Set<number> {
  const kept = new Set<number>();
  if (own.length * other.length > 4_000_000) return kept;
  const width = other.length + 1;
  const lengths = new Uint16Array((own.length + 1) * width);
  for (let row = own.length - 1; row >= 0; row -= 1)
    for (let column = other.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        own[row] === other[column]
          ? lengths[(row + 1) * width + column + 1]! + 1
          : Math.max(lengths[(row + 1) * width + column]!, lengths[row * width + column + 1]!);
  for (let row = 0, column = 0; row < own.length && column < other.length; ) {
    if (own[row] === other[column]) {
      kept.add(row);
      row += 1;
      column += 1;
    } else if (lengths[(row + 1) * width + column]! >= lengths[row * width + column + 1]!) row += 1;
    else column += 1;
  }
  return kept;
}
