/** What a letter is made of. Written once, set twice: as HTML (html.ts) and as plain text (text.ts). */
export type Block =
  | { kind: 'paragraph'; parts: Inline[] }
  | { kind: 'heading'; text: string; detail: string | null }
  | { kind: 'figure'; label: string; amount: string }
  | { kind: 'button'; label: string; href: string }
  | { kind: 'quote'; text: string }
  | { kind: 'facts'; rows: Fact[] }
  | { kind: 'lines'; rows: Line[] }
  | { kind: 'sums'; rows: Sum[] }
  | { kind: 'steps'; items: string[] }
  | { kind: 'points'; items: string[] }
  | { kind: 'small'; text: string };

export type Inline = string | { strong: string };
export interface Fact {
  label: string;
  /** More than one: an address. */
  values: string[];
}
export interface Line {
  title: string;
  detail: string;
  amount: string;
}
export interface Sum {
  label: string;
  amount: string;
  isTotal: boolean;
}

export const paragraph = (...parts: Inline[]): Block => ({ kind: 'paragraph', parts });
export const strong = (text: string): Inline => ({ strong: text });
export const heading = (text: string, detail: string | null = null): Block => ({ kind: 'heading', text, detail });
export const figure = (label: string, amount: string): Block => ({ kind: 'figure', label, amount });
export const button = (label: string, href: string): Block => ({ kind: 'button', label, href });
/** Words of a person: keeps their line breaks. */
export const quote = (text: string): Block => ({ kind: 'quote', text });
export const lines = (rows: Line[]): Block => ({ kind: 'lines', rows });
export const steps = (...items: string[]): Block => ({ kind: 'steps', items });
export const points = (...items: string[]): Block => ({ kind: 'points', items });
export const small = (text: string): Block => ({ kind: 'small', text });

/** Rows without a value are left out. */
export function facts(rows: Record<string, string | string[] | null | undefined>): Block {
  const written = Object.entries(rows).map(([label, value]) => ({
    label,
    values: [value ?? []].flat().filter(Boolean),
  }));
  return { kind: 'facts', rows: written.filter(row => row.values.length > 0) };
}

export function sums(rows: Record<string, string | null>, total: [label: string, amount: string]): Block {
  const parts = Object.entries(rows).flatMap(([label, amount]) =>
    amount === null ? [] : [{ label, amount, isTotal: false }],
  );
  return { kind: 'sums', rows: [...parts, { label: total[0], amount: total[1], isTotal: true }] };
}
