import { readSearchDocuments } from '#backoffice/commerce/product/index.ts';
import { ProviderFailure } from '#backoffice/providers/failure.ts';
import type { Services } from '#backoffice/services.ts';

/**
 * Brings the index in line with the database for these products: what is for sale goes in, what is not goes out. Reads the state
 * anew, so running it twice, late or out of order ends the same. The Postgres engine is kept as well: it answers when the other is down.
 */
export async function syncSearch(services: Services, { productIds }: { productIds: string[] }): Promise<void> {
  const documents = await readSearchDocuments(services.db, productIds, services.now());
  const present = new Set(documents.map(document => document.productId));
  const absent = productIds.filter(id => !present.has(id));
  const engines = new Set([services.fallbackSearch, services.search]);
  for (const engine of engines) {
    await engine.upsert(documents);
    if (absent.length > 0) await engine.remove(absent);
  }
}

/** Every product, in slices: after an import, a change of engine, or when the drift check finds a difference. Answers how many are for sale. */
export async function reindexSearch(services: Services): Promise<number> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const slice: { id: string }[] = await services
      .db('products')
      .where('id', '>', last)
      .orderBy('id')
      .limit(500)
      .select('id');
    if (slice.length === 0) return services.search.count();
    await syncSearch(services, { productIds: slice.map(row => row.id) });
    last = slice.at(-1)!.id;
  }
}

/** Products whose index row is missing, superfluous or older than the product: enqueued again, and counted. */
export async function repairSearchDrift(services: Services): Promise<{ drifted: number; indexed: number }> {
  const { rows } = await services.db.raw(
    `select coalesce(p.id, d.product_id) as id
     from (select p.id, p.updated_at from products p join wholesalers w on w.id = p.wholesaler_id
           where p.status = 'published' and w.status = 'approved') p
     full join search_documents d on d.product_id = p.id
     where p.id is null or d.product_id is null or d.updated_at < p.updated_at`,
  );
  const productIds: string[] = rows.map((row: { id: string }) => row.id);
  for (let start = 0; start < productIds.length; start += 500)
    await services.queue.enqueue(services.db, 'sync-search', { productIds: productIds.slice(start, start + 500) });
  const indexed = await services.search.count().catch((error: unknown) => {
    if (error instanceof ProviderFailure) return -1;
    throw error;
  });
  return { drifted: productIds.length, indexed };
}
