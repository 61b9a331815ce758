import { type CsvRow, cell, optionCell, type RowProblem } from './columns.ts';
import { readImageUrl, readTags } from './fields.ts';
import { safeHtml } from './safe-html.ts';
import { type ImportedVariant, readVariant } from './variant-rules.ts';

/** undefined: the file says nothing about it, what is there stays. */
export interface ImportedProduct {
  handle: string;
  title: string;
  descriptionHtml: string;
  tags: string[];
  optionNames: string[];
  /** Words that may name one of our categories, the most telling first. */
  categoryWords: string[];
  /** Not to be sold according to the file: stays a draft. */
  isHeldBack: boolean;
  variants: ImportedVariant[];
  images: ImportedImage[];
}

export interface ImportedImage {
  row: number;
  url: string;
  alt: string;
  position: number;
}

export interface ReadProduct {
  /** Null: nothing of it can be imported; the problems say why. */
  product: ImportedProduct | null;
  /** Rows that are left out. A problem in the first row leaves out the whole product. */
  problems: RowProblem[];
  notes: RowProblem[];
}

export const MOST_VARIANTS = 100;
export const MOST_IMAGES = 30;

/** All rows of one handle, as Shopify exports them: facts of the product in the first, then a variant or a picture a row. */
export function readProduct(rows: CsvRow[]): ReadProduct {
  const first = rows[0]!;
  const problems = productProblems(rows);
  if (problems.length > 0) return { product: null, problems, notes: [] };
  const notes: RowProblem[] = [];
  const optionNames = namesOf(first);
  const variants = readVariants(rows, optionNames, problems);
  const images = readImages(rows, notes);
  if (variants.length === 0) {
    if (problems.length === 0)
      problems.push({
        row: first.number,
        message: 'Variant Price: the product has no variant with a price. Enter one',
      });
    return { product: null, problems, notes };
  }
  const product = {
    handle: cell(first, 'handle'),
    title: cell(first, 'title'),
    descriptionHtml: safeHtml(cell(first, 'body')),
    tags: readTags(cell(first, 'tags')),
    optionNames,
    categoryWords: wordsOf(first),
    isHeldBack:
      cell(first, 'published').toLowerCase() === 'false' ||
      ['draft', 'archived'].includes(cell(first, 'status').toLowerCase()),
    variants,
    images,
  };
  return { product, problems, notes };
}

function productProblems(rows: CsvRow[]): RowProblem[] {
  const first = rows[0]!;
  const say = (message: string, row = first) => ({ row: row.number, message });
  const handle = cell(first, 'handle');
  const title = cell(first, 'title');
  const garbled = rows.find(row => Object.values(row.cells).some(value => value.includes('\uFFFD')));
  return [
    ...(handle === '' ? [say('Handle: it is missing. Enter the product’s handle, the same in each of its rows')] : []),
    ...(handle.length > 200 ? [say('Handle: it is longer than 200 characters. Shorten it')] : []),
    ...(title === '' ? [say('Title: it is missing in the first row of the product. Enter one')] : []),
    ...(title.length > 160 ? [say('Title: it is longer than 160 characters. Shorten it')] : []),
    ...(cell(first, 'body').length > 50_000
      ? [say('Body (HTML): it is longer than 50,000 characters. Shorten it')]
      : []),
    ...(cell(first, 'giftCard').toLowerCase() === 'true'
      ? [say('Gift Card: gift cards cannot be sold here. Remove the product')]
      : []),
    ...(garbled ? [say('The letters of this row are garbled. Save the file as UTF-8 and try again', garbled)] : []),
  ];
}

/** Shopify writes Title / Default Title for a product without options. */
function namesOf(first: CsvRow): string[] {
  const names = [1, 2, 3].map(number => optionCell(first, number, 'name').slice(0, 40));
  if (names[0]?.toLowerCase() === 'title' && optionCell(first, 1, 'value').toLowerCase() === 'default title') return [];
  return [...new Set(names.filter(name => name !== ''))];
}

function readVariants(rows: CsvRow[], optionNames: string[], problems: RowProblem[]): ImportedVariant[] {
  const variants: ImportedVariant[] = [];
  const choices = new Set<string>();
  const skus = new Set<string>();
  for (const row of rows.filter(isVariant)) {
    const { variant, problems: wrong } = readVariant(row, optionNames);
    problems.push(...wrong);
    if (!variant) continue;
    const choice = JSON.stringify(variant.options);
    if (choices.has(choice)) {
      problems.push({
        row: row.number,
        message: `Option values: ${Object.values(variant.options).join(' / ') || 'the product'} stands in the file twice. Remove one`,
      });
    } else if (variant.sku && skus.has(variant.sku)) {
      problems.push({
        row: row.number,
        message: `Variant SKU: ${variant.sku} stands in this product twice. Give each variant its own`,
      });
    } else if (variants.length === MOST_VARIANTS) {
      problems.push({
        row: row.number,
        message: `A product may have ${MOST_VARIANTS} variants. Split it into several`,
      });
    } else {
      variants.push(variant);
      choices.add(choice);
      if (variant.sku) skus.add(variant.sku);
    }
  }
  return variants;
}

/** A row that only carries a picture has neither price nor option value. */
const isVariant = (row: CsvRow, index: number) =>
  index === 0 || cell(row, 'price') !== '' || [1, 2, 3].some(number => optionCell(row, number, 'value') !== '');

function readImages(rows: CsvRow[], notes: RowProblem[]): ImportedImage[] {
  const images = new Map<string, ImportedImage>();
  for (const row of rows) {
    for (const column of ['imageSrc', 'variantImage'] as const) {
      const text = cell(row, column);
      if (text === '') continue;
      const url = readImageUrl(text);
      const name = column === 'imageSrc' ? 'Image Src' : 'Variant Image';
      if (!url)
        notes.push({
          row: row.number,
          message: `${name}: “${text.slice(0, 80)}” is not a web address. The picture is left out`,
        });
      else if (images.size === MOST_IMAGES && !images.has(url))
        notes.push({
          row: row.number,
          message: `${name}: a product has at most ${MOST_IMAGES} pictures. This one is left out`,
        });
      else if (!images.has(url))
        images.set(url, {
          row: row.number,
          url,
          alt: cell(row, 'imageAlt').slice(0, 300),
          position: positionOf(row) ?? images.size + 1,
        });
    }
  }
  return [...images.values()];
}

function positionOf(row: CsvRow): number | null {
  const position = Number(cell(row, 'imagePosition'));
  return Number.isSafeInteger(position) && position > 0 && position < 1000 ? position : null;
}

/** Product Category reads 'Home & Garden > Kitchen > Tableware'; its last part says most. */
function wordsOf(first: CsvRow): string[] {
  const path = cell(first, 'category')
    .split('>')
    .map(part => part.trim())
    .reverse();
  return [cell(first, 'type'), ...path].filter(word => word !== '');
}
