import { testDatabase } from '#db/testing.ts';
import { searchContract } from './contract.ts';
import { CONTRACT_DOCUMENTS } from './contract-documents.ts';
import { postgresSearch } from './postgres-search.ts';

const db = await testDatabase();

searchContract('Postgres', async () => {
  await db.transaction(async trx => {
    // The contract's products are only searched; what else a product needs is left out, and nobody checks it here.
    await trx.raw('set local session_replication_role = replica');
    await trx.raw('delete from search_documents');
    for (const { productId, wholesalerId, wholesalerSlug, wholesalerName, slug, title } of Object.values(
      CONTRACT_DOCUMENTS,
    )) {
      await trx.raw(
        `insert into products (id, wholesaler_id, handle, slug, title) values (?, ?, ?, ?, ?) on conflict do nothing`,
        [productId, wholesalerId, slug, slug, title],
      );
      await trx.raw(
        `insert into wholesalers (id, slug, name, country, contact_email) values (?, ?, ?, 'DE', 'x@example.com') on conflict do nothing`,
        [wholesalerId, wholesalerSlug, wholesalerName],
      );
    }
  });
  return postgresSearch(db);
});
