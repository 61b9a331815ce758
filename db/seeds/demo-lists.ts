import type { Db } from '../connection.ts';
import { stableId } from './chance.ts';
import { daysBefore, storeId } from './demo-accounts.ts';
import { demoProducts } from './demo-catalogue/assortment.ts';
import { STORES } from './demo-people.ts';
import { isPublished } from './demo-shop.ts';
import { insertRows } from './insert-rows.ts';

const [NORA] = STORES;

/** How many cases of which SKU. */
interface DemoList {
  name: string;
  daysAgo: number;
  cases: Record<string, number>;
}
const LISTS: DemoList[] = [
  {
    name: 'Coffee bar, every month',
    daysAgo: 40,
    cases: { 'ARG-001-SAND': 2, 'ARG-002-SAND': 3, 'ARG-002-SAGE': 2, 'ARG-003-SAND': 1, 'ARG-011-CHALK': 1 },
  },
  {
    name: 'Table for the shop window',
    daysAgo: 12,
    // One of them is sold out, another is not sold by so few: what a list tells of itself.
    cases: { 'ARG-004-SAND': 3, 'ARG-005-SAND': 3, 'ARG-006-SAGE': 1, 'ARG-009-SAND': 1, 'ARG-018-COAST': 1 },
  },
];

/** Two lists of Nora's store, with a few lines of each wholesaler she buys from. */
export async function insertLists(db: Db, at: Date): Promise<void> {
  const products = demoProducts().filter(isPublished);
  const variants = products.flatMap(product => product.variants);
  const kranich = products.filter(product => product.wholesaler.slug === 'kranich-coffee').slice(0, 4);
  for (const list of LISTS) {
    const id = stableId(`list ${list.name}`);
    const when = daysBefore(at, list.daysAgo);
    await db('lists').insert({
      id,
      store_id: storeId(NORA.name),
      name: list.name,
      created_by: NORA.owner.id,
      created_at: when,
      updated_at: when,
    });
    const chosen = Object.entries(list.cases).map(([sku, cases]) => ({
      variant: variants.find(variant => variant.sku === sku)!,
      cases,
    }));
    const coffee = list.daysAgo === 40 ? kranich.map(product => ({ variant: product.variants[0]!, cases: 2 })) : [];
    await insertRows(
      db,
      'list_lines',
      [...coffee, ...chosen].map(({ variant, cases }, position) => ({
        list_id: id,
        variant_id: variant.id,
        quantity: variant.casePack * cases,
        created_at: new Date(when.getTime() + position),
      })),
    );
  }
}
