/** A field's value, or what to do about it. */
export type Read<T> = { value: T } | { problem: string };

const LARGEST_PRICE_CENTS = 100_000_000;

/** '12.50', '12,5', '1,299.00', '1.299,00', '€ 12' → cents. Nothing in between is rounded. */
export function readPrice(field: string, text: string): Read<number> {
  const plain = text.replace(/[€\s\u00a0]|EUR/g, '');
  const match = /^(\d{1,3}(?:([.,])\d{3}(?:\2\d{3})*)|\d+)(?:([.,])(\d{1,2}))?$/.exec(plain);
  // In 1.299.50 the point cannot both group and end: only 1.299,50 and 1,299.50 are prices.
  if (!match || (match[2] && match[3] && match[2] === match[3]))
    return { problem: `${field}: “${text}” is not a price. Write it like 12.50` };
  const cents = Number(match[1]!.replace(/[.,]/g, '')) * 100 + Number((match[4] ?? '').padEnd(2, '0'));
  if (cents === 0) return { problem: `${field}: a price of nothing cannot be sold. Enter a price above zero` };
  if (cents > LARGEST_PRICE_CENTS)
    return { problem: `${field}: ${text} is more than a price may be. Check the decimal point` };
  return { value: cents };
}

/** A whole number within bounds; Shopify writes some as 3.0. */
export function readWhole(field: string, text: string, { from, to }: { from: number; to: number }): Read<number> {
  const match = /^(-?\d{1,9})(?:\.0+)?$/.exec(text);
  const value = match ? Number(match[1]) : Number.NaN;
  if (Number.isNaN(value))
    return { problem: `${field}: “${text}” is not a whole number. Write it like ${Math.max(from, 1)}` };
  if (value < from || value > to) return { problem: `${field}: ${text} is not between ${from} and ${to}` };
  return { value };
}

/** ISO barcodes arrive as '4006381333931, with a quote in front to keep a spreadsheet from rounding them. */
export const readBarcode = (text: string) => text.replace(/^'/, '').slice(0, 20) || null;

export function readTags(text: string): string[] {
  const tags = text.split(',').map(tag => tag.trim().slice(0, 40));
  return [...new Set(tags.filter(tag => tag !== ''))].slice(0, 30);
}

/** An address a picture may be fetched from; null for anything else. */
export function readImageUrl(text: string): string | null {
  if (text.length > 2048 || !URL.canParse(text)) return null;
  const url = new URL(text);
  return ['http:', 'https:'].includes(url.protocol) && !url.username && !url.password ? url.href : null;
}

/** 'Säge & Blatt' → SAGE-BLATT: for a variant that came without a SKU. */
export function generatedSku(handle: string, values: string[]): string {
  const stem = [handle, ...values].join('-');
  const plain = stem.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  return plain
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toUpperCase()
    .slice(0, 60);
}
