export { type Card, type CardSort, listCards, readCards, toCard } from './cards.ts';
export * from './change-requests.ts';
export { type PageVariant, type PageWholesaler, type ProductPage, readProductPage } from './detail.ts';
export * from './directory.ts';
export * from './import/index.ts';
export { type ProductDocument, readSearchDocuments } from './search-documents.ts';
export { sellingReasons } from './variant-rules.ts';
export * from './writing.ts';
