import type { Db } from '#db/connection.ts';

/** What a product is sold as. Of a published product they change by review only; prices, stock and pictures at once. */
export interface SellingFacts {
  title: string;
  description_html: string;
  tags: string[];
  category_id: string | null;
  tax_category: string;
}
const FACTS = ['title', 'description_html', 'tags', 'category_id', 'tax_category'] as const;

export interface ProductFacts extends SellingFacts {
  id: string;
  wholesaler_id: string;
  status: string;
}

export interface ChangeRequest {
  id: string;
  product_id: string;
  wholesaler_id: string;
  status: 'pending' | 'approved' | 'rejected' | 'withdrawn';
  proposed: Partial<SellingFacts>;
  before: Partial<SellingFacts>;
}

/** Locked, so that a decision and an edit do not pass each other. */
export async function lockFacts(trx: Db, productId: string): Promise<ProductFacts | undefined> {
  return trx('products')
    .where({ id: productId })
    .forUpdate()
    .first('id', 'wholesaler_id', 'status', ...FACTS);
}

/** The facts among the wanted that are not so already. Whatever else is in wanted is left out. */
export function differingFacts(product: SellingFacts, wanted: Partial<SellingFacts>): Partial<SellingFacts> {
  return pick(
    wanted,
    name => wanted[name] !== undefined && JSON.stringify(wanted[name]) !== JSON.stringify(product[name]),
  );
}

export const factsBefore = (product: SellingFacts, change: Partial<SellingFacts>): Partial<SellingFacts> =>
  pick(product, name => change[name] !== undefined);

export async function writeFacts(trx: Db, productId: string, change: Partial<SellingFacts>, now: Date): Promise<void> {
  await trx('products')
    .where({ id: productId })
    .update({ ...change, updated_at: now });
}

/** One open request a product: the newest proposal takes the place of the one before. */
export async function proposeChange(
  trx: Db,
  request: {
    productId: string;
    wholesalerId: string;
    before: Partial<SellingFacts>;
    proposed: Partial<SellingFacts>;
    requestedBy: string | null;
  },
): Promise<void> {
  await trx.raw(
    `insert into product_change_requests (product_id, wholesaler_id, before, proposed, requested_by)
     values (:productId, :wholesalerId, :before, :proposed, :requestedBy)
     on conflict (product_id) where status = 'pending' do update
       set before = excluded.before, proposed = excluded.proposed, requested_by = excluded.requested_by, updated_at = now()`,
    { ...request, before: JSON.stringify(request.before), proposed: JSON.stringify(request.proposed) },
  );
}

export async function openChangeOf(trx: Db, productId: string): Promise<ChangeRequest | undefined> {
  return trx('product_change_requests').where({ product_id: productId, status: 'pending' }).first();
}

export async function findChangeRequest(db: Db, id: string): Promise<ChangeRequest | undefined> {
  return db('product_change_requests').where({ id }).first();
}

/** False: someone decided before. decidedBy: null when the wholesaler took it back. */
export async function closeChangeRequest(
  trx: Db,
  id: string,
  decision: {
    status: 'approved' | 'rejected' | 'withdrawn';
    reason: string | null;
    decidedBy: string | null;
    at: Date;
  },
): Promise<boolean> {
  const closed = await trx('product_change_requests').where({ id, status: 'pending' }).update({
    status: decision.status,
    status_reason: decision.reason,
    decided_by: decision.decidedBy,
    decided_at: decision.at,
    updated_at: decision.at,
  });
  return closed === 1;
}

export async function listCategoryNames(db: Db, ids: string[]): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await db('categories').whereIn('id', ids).select('id', 'name');
  return new Map(rows.map(row => [row.id, row.name]));
}

const pick = (facts: Partial<SellingFacts>, isWanted: (name: keyof SellingFacts) => boolean): Partial<SellingFacts> =>
  Object.fromEntries(FACTS.filter(isWanted).map(name => [name, facts[name]]));
