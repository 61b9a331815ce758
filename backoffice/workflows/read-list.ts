import type { CartOwner } from '#backoffice/commerce/cart/index.ts';
import {
  type Bought,
  type ListSummary,
  listBought,
  readListLines,
  readLists,
} from '#backoffice/commerce/list/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { type JudgedRow, judgeRows } from './judge-rows.ts';
import { type QuickOrder, quickOrder } from './quick-order.ts';

/** A list with every line judged as it would be ordered now. Three statements. */
export async function readList(
  services: Services,
  owner: CartOwner,
  id: string,
): Promise<ListSummary & Omit<QuickOrder, 'added'>> {
  const [list] = await readLists(services.db, { storeId: owner.storeId!, id });
  if (!list) throw notFound('list');
  const lines = await readListLines(services.db, id);
  const { added: _, ...judged } = await quickOrder(services, owner, { rows: lines.map(asked), add: false });
  return { ...list, ...judged };
}

/** What the store has bought before, each with what it would be now. Two statements. */
export async function readBought(
  services: Services,
  owner: CartOwner,
  page: { limit: number; after: readonly [string | number, string] | null },
): Promise<{ items: (Bought & { now: JudgedRow })[]; after: [string, string] | null }> {
  const { items, after } = await listBought(services.db, { storeId: owner.storeId!, ...page });
  const judged = await judgeRows(services, owner, items.map(asked));
  return { items: items.map((item, index) => ({ ...item, now: judged[index]! })), after };
}

const asked = (line: { variantId: string; sku: string; quantity: number }, index: number) => ({
  row: index + 1,
  code: line.sku,
  variantId: line.variantId,
  wholesaler: null,
  quantity: String(line.quantity),
});
