import { z } from 'zod';
import { judgedRow } from './quick-order.ts';
import { cents, currency, endpoint, ok, pageOf, pageQuery, quantity, timestamp, uuid } from './shared.ts';

const name = z.string().trim().min(1, 'Give the list a name').max(80, 'A name has at most 80 characters');
const listLine = z.object({ variantId: uuid, quantity });
const byId = z.object({ id: uuid });

export const listSummary = z.object({
  id: uuid,
  name: z.string(),
  lineCount: z.int(),
  unitCount: z.int(),
  imageIds: z.array(uuid),
  updatedAt: timestamp,
});
export type ListSummary = z.infer<typeof listSummary>;

export const boughtItem = z.object({
  sku: z.string(),
  /** Of the last time. */
  quantity: z.int(),
  unitPriceCents: cents,
  at: timestamp,
  orderNumber: z.string(),
  orderCount: z.int(),
  /** The same quantity, judged now. */
  now: judgedRow,
});
export type BoughtItem = z.infer<typeof boughtItem>;

export const reorderPreview = z.object({
  currency,
  /** What changed first. */
  items: z.array(
    z.object({
      last: z.object({
        sku: z.string(),
        title: z.string(),
        variantTitle: z.string(),
        quantity: z.int(),
        unitPriceCents: cents,
      }),
      change: z.enum(['gone', 'quantity', 'price_up', 'price_down']).nullable(),
      message: z.string(),
      /** The nearest that can be ordered now; 0: none. */
      quantity: z.int(),
      unitPriceCents: cents,
      now: judgedRow,
    }),
  ),
  changedCount: z.int(),
  totalCents: cents,
});
export type ReorderPreview = z.infer<typeof reorderPreview>;

export const lists = {
  listLists: endpoint({
    method: 'GET',
    path: '/api/lists',
    group: 'lists',
    access: 'store',
    summary: 'The named lists that the members of a store share',
    answer: z.object({ items: z.array(listSummary) }),
  }),
  createList: endpoint({
    method: 'POST',
    path: '/api/lists',
    group: 'lists',
    access: 'store',
    status: 201,
    summary: 'A new list, empty or with lines',
    body: z.object({ name, lines: z.array(listLine).max(1000).default([]) }),
    answer: listSummary,
  }),
  readList: endpoint({
    method: 'GET',
    path: '/api/lists/:id',
    group: 'lists',
    access: 'store',
    summary: 'A list with every line judged as a quick order; put it into the cart by POST /api/cart/quick-order',
    params: byId,
    answer: listSummary.extend({
      currency,
      rows: z.array(judgedRow),
      validCount: z.int(),
      validUnits: z.int(),
      validCents: cents,
    }),
  }),
  renameList: endpoint({
    method: 'PATCH',
    path: '/api/lists/:id',
    group: 'lists',
    access: 'store',
    summary: 'Rename a list',
    params: byId,
    body: z.object({ name }),
    answer: listSummary,
  }),
  deleteList: endpoint({
    method: 'DELETE',
    path: '/api/lists/:id',
    group: 'lists',
    access: 'store',
    summary: 'Delete a list, for everyone in the store',
    params: byId,
    answer: ok,
  }),
  putListLines: endpoint({
    method: 'POST',
    path: '/api/lists/:id/lines',
    group: 'lists',
    access: 'store',
    summary: 'Set quantities on a list; lines that are not named stay',
    params: byId,
    body: z.object({ lines: z.array(listLine).min(1, 'Choose a quantity first').max(1000) }),
    answer: listSummary,
  }),
  removeListLine: endpoint({
    method: 'DELETE',
    path: '/api/lists/:id/lines/:variantId',
    group: 'lists',
    access: 'store',
    summary: 'Take a line off a list',
    params: byId.extend({ variantId: uuid }),
    answer: ok,
  }),
  listBought: endpoint({
    method: 'GET',
    path: '/api/bought',
    group: 'lists',
    access: 'store',
    summary:
      'Everything the store has bought, latest first, with last quantity, date and price, and what it would be now',
    query: pageQuery.extend({ limit: z.coerce.number().int().min(1).max(100).default(50) }),
    answer: pageOf(boughtItem),
  }),
  previewReorder: endpoint({
    method: 'GET',
    path: '/api/orders/:number/reorder',
    group: 'orders',
    access: 'signed_in',
    summary: 'A past order as it would be today, what changed first',
    params: z.object({ number: z.string().max(40) }),
    answer: reorderPreview,
  }),
};
