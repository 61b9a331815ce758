import { z } from 'zod';
import { endpoint, timestamp, uuid } from './shared.ts';

export const priceList = z.object({
  id: uuid,
  name: z.string(),
  /** Only for stores of this group; null: for all. */
  storeGroup: z.object({ id: uuid, name: z.string() }).nullable(),
  /** Null: no beginning, no end. */
  startsAt: timestamp.nullable(),
  endsAt: timestamp.nullable(),
  tierCount: z.int(),
});
export type PriceListView = z.infer<typeof priceList>;

const base = { group: 'wholesaler', access: 'wholesaler' } as const;
const byId = z.object({ id: uuid });
export const priceLists = {
  listPriceLists: endpoint({
    ...base,
    method: 'GET',
    path: '/api/wholesaler/price-lists',
    summary: 'My price lists by name, and the store groups a list can be for',
    answer: z.object({ items: z.array(priceList), storeGroups: z.array(z.object({ id: uuid, name: z.string() })) }),
  }),
  createPriceList: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/price-lists',
    status: 201,
    summary: 'A new, empty list',
    body: z
      .object({
        name: z.string().trim().min(1, 'Enter a name').max(80),
        storeGroupId: uuid.nullable().default(null),
        startsAt: timestamp.nullable().default(null),
        endsAt: timestamp.nullable().default(null),
      })
      .refine(list => !list.startsAt || !list.endsAt || list.startsAt < list.endsAt, {
        path: ['endsAt'],
        message: 'The list must end after it begins',
      }),
    answer: priceList,
  }),
  importPriceList: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/price-lists/:id/imports',
    summary:
      'CSV with sku, min_quantity, unit_price: dry run unless commit is true; an answer per row with field and fix',
    params: byId,
    body: z.object({ csv: z.string().max(15_000_000), commit: z.boolean().default(false) }),
    answer: z.object({
      isDryRun: z.boolean(),
      created: z.int(),
      updated: z.int(),
      unchanged: z.int(),
      removed: z.int(),
      failed: z.int(),
      rows: z.array(
        z.object({
          row: z.int(),
          sku: z.string(),
          outcome: z.enum(['created', 'updated', 'unchanged', 'removed', 'failed']),
          notes: z.array(z.object({ field: z.string(), message: z.string(), fix: z.string() })),
        }),
      ),
    }),
  }),
  exportPriceList: endpoint({
    ...base,
    method: 'GET',
    path: '/api/wholesaler/price-lists/:id/export',
    summary: 'The list as CSV, as the import takes it',
    params: byId,
  }),
};
