export type { DocumentKind, StoredDocument } from './queries.ts';
export { documentKey, findDocument, saveDocument } from './queries.ts';
