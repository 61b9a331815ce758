/** Words as Typesense cuts them: at spaces and the collection's separators; other signs vanish without a trace. */
export function tokens(text: string, separators: string[]): string[] {
  let spaced = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  for (const separator of separators) spaced = spaced.replaceAll(separator, ' ');
  return spaced
    .split(/\s+/)
    .map(word => word.replace(/[^\p{L}\p{N}]/gu, ''))
    .filter(word => word !== '');
}

export interface MatchOptions {
  isPrefix: boolean;
  allowsInfix: boolean;
  typos: number;
  typosInMixedWords: boolean;
}

/** 0: no match. The more alike, the higher; ranking of the real one is not claimed. */
export function quality(wanted: string, found: string, options: MatchOptions): number {
  if (found === wanted) return 4;
  if (options.isPrefix && found.startsWith(wanted)) return 3;
  if (options.allowsInfix && found.includes(wanted)) return 2;
  const isMixed = /\d/.test(wanted) && /\p{L}/u.test(wanted);
  const typos = wanted.length < 4 || (isMixed && !options.typosInMixedWords) ? 0 : wanted.length < 7 ? 1 : 2;
  return distance(wanted, found) <= Math.min(typos, options.typos) ? 1 : 0;
}

/** Letters to add, drop, change or swap with the neighbour. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1);
      }
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
