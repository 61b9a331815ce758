// A vector that depends on nothing but the text: its words, and the three-letter pieces of its words so that "lamp" lies
// near "lamps". Each is hashed to one place and one sign. Texts that share words point the same way; no more is claimed.

const COMMON = new Set(
  'a an and are as at be by for from in is it of on or our that the this to with you your'.split(' '),
);

export function embed(text: string, dimensions: number): number[] {
  const vector = new Float64Array(dimensions);
  const words =
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  for (const word of words) {
    if (COMMON.has(word)) continue;
    add(vector, word, 1);
    const framed = `<${word}>`;
    for (let start = 0; start + 3 <= framed.length; start += 1) add(vector, `#${framed.slice(start, start + 3)}`, 0.35);
  }
  // A text of nothing but common words still has a direction.
  if (vector.every(value => value === 0)) add(vector, `=${text}`, 1);
  const length = Math.hypot(...vector);
  return Array.from(vector, value => Math.fround(value / length));
}

function add(vector: Float64Array, feature: string, weight: number) {
  const hash = fnv1a(feature);
  const place = hash % vector.length;
  vector[place]! += hash & 0x8000_0000 ? -weight : weight;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** Roughly: real tokenizers count a token for every four letters of English. */
export const tokensIn = (text: string) => Math.max(1, Math.ceil(text.length / 4));
