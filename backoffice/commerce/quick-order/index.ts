export { type Buyer, type FoundVariant, findNearVariants, findVariants } from './queries.ts';
export { type Meaning, resolveRows } from './resolving.ts';
export { type AskedRow, MOST_ROWS, readRows, refuseIfTooMany, type SheetRecord, sheetRefusal } from './rows.ts';
