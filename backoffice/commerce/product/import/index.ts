export { changesTo, columnsOf, type KeptVariant, matching, misfits, type VariantColumns } from './changes.ts';
export { type CsvRow, cell, missingColumns, type RowProblem } from './columns.ts';
export { generatedSku, readPrice, readWhole } from './fields.ts';
export { failImage, findPendingImage, readyImage } from './images.ts';
export * from './queries.ts';
export { closeImport, type ImportCounts, type ImportRow, keepImportRows, openImport } from './records.ts';
export { type ImportedImage, type ImportedProduct, type ReadProduct, readProduct } from './rules.ts';
export { safeHtml } from './safe-html.ts';
export type { ImportedVariant } from './variant-rules.ts';
