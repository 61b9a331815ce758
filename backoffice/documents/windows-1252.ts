// Its characters between 128 and 159; above them it is Latin 1.
const SPECIAL: Record<string, number> = Object.fromEntries(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, index) => 128 + index))].map(
    (character, index) => [character, 128 + index],
  ),
);

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII, and what Latin 1 has in common
const LATIN = /^[\u0000-\u007f\u00a0-\u00ff]*$/;

/** Letters it does not have lose their accents; what is still foreign becomes a question mark. */
export function encodeWindows1252(text: string): Buffer {
  if (LATIN.test(text)) return Buffer.from(text, 'latin1');
  const bytes = [...text].flatMap(character => codes(character) ?? codesOfParts(character));
  return Buffer.from(bytes);
}

function codesOfParts(character: string): number[] {
  const parts = [...character.normalize('NFKD').replace(/\p{M}/gu, '')].flatMap(part => codes(part) ?? []);
  return parts.length > 0 ? parts : [63];
}

function codes(character: string): number[] | null {
  const point = character.codePointAt(0)!;
  if (point < 128 || (point >= 160 && point < 256)) return [point];
  return SPECIAL[character] === undefined ? null : [SPECIAL[character]];
}
