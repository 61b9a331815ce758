import { z } from 'zod';
import { ladderStep } from './catalog.ts';
import { cents, channel, currency, endpoint, quantity, uuid } from './shared.ts';

export const rowStatus = z.enum([
  'ok',
  /** Its quantity is counted with an earlier row. */
  'duplicate',
  'unknown',
  /** Several wholesalers have this SKU. */
  'ambiguous',
  'not_visible',
  'bad_quantity',
  'formula',
  'below_moq',
  'not_a_multiple',
  'above_maximum',
  'out_of_stock',
]);

export const rowVariant = z.object({
  id: uuid,
  productSlug: z.string(),
  title: z.string(),
  variantTitle: z.string(),
  sku: z.string(),
  imageId: uuid.nullable(),
  wholesaler: z.object({ slug: z.string(), name: z.string() }),
  /** Null at retail. */
  ladder: z.array(ladderStep).nullable(),
  /** At the row's quantity. */
  unitPriceCents: cents,
  retailPriceCents: cents,
  rules: z.object({ moq: z.int(), casePack: z.int(), maximumQuantity: z.int().nullable() }),
  /** Wholesale only. */
  availableQuantity: z.int().nullable(),
  quantityInCart: z.int(),
});
export type RowVariant = z.infer<typeof rowVariant>;

export const judgedRow = z.object({
  /** As a spreadsheet counts. */
  row: z.int(),
  code: z.string(),
  typedQuantity: z.string(),
  status: rowStatus,
  message: z.string(),
  /** As judged: the sum where several rows ask for the same. */
  quantity: z.int().nullable(),
  /** The nearest right ones that are in stock. */
  quantities: z.array(z.int()),
  variant: rowVariant.nullable(),
  suggestions: z.array(rowVariant),
});
export type JudgedRow = z.infer<typeof judgedRow>;

const text = z.union([z.string().max(200), z.number()]).transform(String);
export const askedRow = z.object({
  row: z.int().min(1).max(1_000_000).optional(),
  /** SKU or barcode. */
  code: text.default(''),
  /** Instead of a code. */
  variantId: uuid.optional(),
  /** Slug or name: which one, where several have this SKU. */
  wholesaler: z.string().trim().max(120).optional(),
  quantity: text,
});

export const quickOrderAnswer = z.object({
  currency,
  rows: z.array(judgedRow),
  validCount: z.int(),
  validUnits: z.int(),
  /** Of the valid rows, without tax. */
  validCents: cents,
  /** Null: only asked. */
  added: z.object({ rowCount: z.int(), lineCount: z.int(), unitCount: z.int() }).nullable(),
});
export type QuickOrderAnswer = z.infer<typeof quickOrderAnswer>;

export const quickOrder = {
  quickOrder: endpoint({
    method: 'POST',
    path: '/api/cart/quick-order',
    group: 'cart',
    access: 'store',
    summary:
      'Up to 1,000 rows of SKU or barcode and quantity, each answered: as text, as rows, or as a CSV or XLSX file (multipart/form-data, field file; at most 10 MB). With add, the valid rows set the quantities of the wholesale cart; a repeat changes nothing',
    body: z.object({
      text: z.string().optional(),
      rows: z.array(askedRow).optional(),
      add: z.boolean().default(false),
    }),
    answer: quickOrderAnswer,
  }),
  addLines: endpoint({
    method: 'POST',
    path: '/api/cart/lines/batch',
    group: 'cart',
    access: 'anyone',
    status: 201,
    needsIdempotencyKey: true,
    summary: 'Add units of several variants in one go, as from a grid of colours and sizes; says what is not for sale',
    body: z.object({
      channel: channel.default('b2c'),
      lines: z
        .array(z.object({ variantId: uuid, quantity }))
        .min(1, 'Choose a quantity first')
        .max(1000),
    }),
    answer: z.object({
      addedUnits: z.int(),
      skipped: z.array(z.object({ variantId: uuid, message: z.string() })),
      lineCount: z.int(),
      unitCount: z.int(),
    }),
  }),
};
