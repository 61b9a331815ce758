export type { OrderForInvoice } from './invoice.ts';
export { readOrderForInvoice } from './invoice.ts';
export type { DocumentKind, StoredDocument } from './queries.ts';
export { documentKey, findDocument, saveDocument } from './queries.ts';
