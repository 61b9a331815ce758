// Shopify's column names, lower-cased, and our optional three. What a file has beside these is left alone.
export const COLUMNS = {
  handle: 'handle',
  title: 'title',
  body: 'body (html)',
  type: 'type',
  category: 'product category',
  tags: 'tags',
  published: 'published',
  status: 'status',
  giftCard: 'gift card',
  sku: 'variant sku',
  grams: 'variant grams',
  quantity: 'variant inventory qty',
  price: 'variant price',
  compareAt: 'variant compare at price',
  barcode: 'variant barcode',
  imageSrc: 'image src',
  imagePosition: 'image position',
  imageAlt: 'image alt text',
  variantImage: 'variant image',
  wholesalePrice: 'wholesale price',
  moq: 'moq',
  casePack: 'case pack',
} as const;

export const REQUIRED_COLUMNS = ['Handle', 'Title', 'Variant Price'];

/** One record of the file; number counts as a spreadsheet does, the header being row 1. */
export interface CsvRow {
  number: number;
  cells: Record<string, string>;
}

/** What is said about a row: a problem names the field and what to do; a note only tells. */
export interface RowProblem {
  row: number;
  message: string;
}

export const cell = (row: CsvRow, column: keyof typeof COLUMNS) => (row.cells[COLUMNS[column]] ?? '').trim();

/** Option1 … Option3 with their names (in the first row) and values. */
export const optionCell = (row: CsvRow, number: number, what: 'name' | 'value') =>
  (row.cells[`option${number} ${what}`] ?? '').trim();

/** Which of the columns an import cannot do without are missing. */
export function missingColumns(header: string[]): string[] {
  const present = new Set(header.map(name => name.trim().toLowerCase()));
  return REQUIRED_COLUMNS.filter(name => !present.has(name.toLowerCase()));
}
