export { type Bought, listBought, readBoughtProductIds } from './bought.ts';
export {
  deleteList,
  deleteListLine,
  insertList,
  type ListLine,
  type ListSummary,
  MOST_LINES,
  putListLines,
  readListLines,
  readLists,
  renameList,
} from './queries.ts';
