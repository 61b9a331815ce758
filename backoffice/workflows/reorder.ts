import type { CartOwner } from '#backoffice/commerce/cart/index.ts';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { readReorderLines } from '#backoffice/commerce/order/index.ts';
import { unitPriceAt } from '#backoffice/commerce/pricing/index.ts';
import type { Services } from '#backoffice/services.ts';
import { type JudgedRow, judgeRows } from './judge-rows.ts';
import { quickOrder } from './quick-order.ts';

/** gone: cannot be had; quantity: not in the one of then; price: at another price. */
export type Change = 'gone' | 'quantity' | 'price_up' | 'price_down';

export interface ReorderItem {
  last: { sku: string; title: string; variantTitle: string; quantity: number; unitPriceCents: number };
  change: Change | null;
  message: string;
  /** The nearest that can be ordered now; 0: none. */
  quantity: number;
  /** At that quantity. */
  unitPriceCents: number;
  now: JudgedRow;
}

export interface ReorderPreview {
  items: ReorderItem[];
  changedCount: number;
  totalCents: number;
}

interface Wanted {
  orderId: string;
  owner: CartOwner;
}

const CHANGES: (Change | null)[] = ['gone', 'quantity', 'price_up', 'price_down', null];

/** A past order as it would be today, what changed first. Three statements at most, however many lines. */
export async function previewReorder(services: Services, { orderId, owner }: Wanted): Promise<ReorderPreview> {
  const lines = await readReorderLines(services.db, orderId);
  const rows = lines.map(({ variantId, sku, quantity }, index) => ({
    row: index + 1,
    code: sku,
    variantId,
    wholesaler: null,
    quantity: String(quantity),
  }));
  const judged = await judgeRows(services, owner, rows);
  const items = lines.map((line, index) => compare(line, judged[index]!, services.settings.currency));
  items.sort((one, other) => CHANGES.indexOf(one.change) - CHANGES.indexOf(other.change));
  return {
    items,
    changedCount: items.filter(item => item.change !== null).length,
    totalCents: items.reduce((sum, item) => sum + item.quantity * item.unitPriceCents, 0),
  };
}

export interface Reordered {
  added: number;
  skipped: { sku: string; title: string; message: string }[];
}

/** Puts the order's lines into the cart: in the quantities given, or in those of the preview. What cannot be had is named. */
export async function reorder(
  services: Services,
  { quantities, ...wanted }: Wanted & { quantities: Map<string, number> | null },
): Promise<Reordered> {
  const { items } = await previewReorder(services, wanted);
  const quantityOf = (item: ReorderItem) =>
    (quantities ? quantities.get(item.now.variant?.id ?? '') : item.quantity) ?? 0;
  const chosen = items.filter(item => item.now.variant && quantityOf(item) > 0);
  const rows = chosen.map((item, index) => ({
    row: index + 1,
    code: item.last.sku,
    variantId: item.now.variant!.id,
    wholesaler: null,
    quantity: String(quantityOf(item)),
  }));
  const { rows: judged, validCount } = await quickOrder(services, wanted.owner, { rows, add: true });
  const refused = judged.flatMap((row, index) => (row.status === 'ok' ? [] : [told(chosen[index]!, row.message)]));
  const gone = quantities ? [] : items.filter(item => item.quantity === 0).map(item => told(item, item.message));
  return { added: validCount, skipped: [...gone, ...refused] };
}

const told = ({ last }: ReorderItem, message: string) => ({ sku: last.sku, title: last.title, message });

type Line = Awaited<ReturnType<typeof readReorderLines>>[number];

function compare({ variantId: _, ...last }: Line, now: JudgedRow, currency: string): ReorderItem {
  const nearest = now.quantities.toSorted((a, b) => Math.abs(a - last.quantity) - Math.abs(b - last.quantity))[0] ?? 0;
  const quantity = now.status === 'ok' ? last.quantity : nearest;
  const ladder = now.variant?.ladder;
  const unitPriceCents = ladder ? unitPriceAt(ladder, quantity) : (now.variant?.unitPriceCents ?? 0);
  const item = { last, now, quantity, unitPriceCents };
  if (quantity === 0) return { ...item, change: 'gone', message: now.message };
  const price = `${formatMoney(last.unitPriceCents, currency)} then, ${formatMoney(unitPriceCents, currency)} now`;
  const isOther = unitPriceCents !== last.unitPriceCents;
  if (quantity !== last.quantity)
    return { ...item, change: 'quantity', message: isOther ? `${now.message}. ${price}` : now.message };
  if (!isOther) return { ...item, change: null, message: now.message };
  return { ...item, change: unitPriceCents > last.unitPriceCents ? 'price_up' : 'price_down', message: price };
}
