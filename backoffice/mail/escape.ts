import { light, type Palette } from './brand.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character]!);
}

/** Whitespace of any kind as single spaces: a subject or a name can start no new header and no new line. */
export function singleLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  return text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
}

export function font(pixels: number, colour: keyof Palette, lineHeight: number): string {
  return `font-family:Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:${pixels}px;line-height:${lineHeight}px;color:${light[colour]}`;
}
