import { replaceTiers } from '#backoffice/commerce/pricing/index.ts';
import { findOwnVariant, listOwnProducts, updateVariant } from '#backoffice/commerce/product/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { createProduct } from '#backoffice/workflows/create-product.ts';
import { stepProduct } from '#backoffice/workflows/decide-product.ts';
import { enqueueSearchSync } from '#backoffice/workflows/enqueue-search-sync.ts';
import { importProducts } from '#backoffice/workflows/import-products.ts';
import { setStock } from '#backoffice/workflows/set-stock.ts';
import { actorOf, type Caller, wholesalerOf } from '../access.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Routes } from '../route.ts';

export const wholesalerProductRoutes: Routes = on => {
  on('listOwnProducts', async ({ services, caller, query }) => {
    const page = await listOwnProducts(services.db, {
      wholesalerId: wholesalerOf(caller).id,
      after: readCursor(query.cursor)?.[1] ?? null,
      limit: query.limit,
    });
    return { items: page.items, nextCursor: writeCursor(page.after ? ['id', page.after] : null) };
  });

  on('createProduct', async ({ services, caller, body }) =>
    createProduct(services, { ...body, wholesalerId: wholesalerOf(caller).id, actor: actorOf(caller) }),
  );

  on('submitProduct', async ({ services, caller, params }) => step(services, caller, params.id, 'submit'));
  on('archiveProduct', async ({ services, caller, params }) => step(services, caller, params.id, 'archive'));

  on('changeVariant', async ({ services, caller, params, body }) => {
    await services.db.transaction(async trx => {
      const productId = await updateVariant(trx, wholesalerOf(caller).id, params.id, body, services.now());
      if (!productId) throw notFound('variant');
      await enqueueSearchSync(services.queue, trx, [productId]);
    });
    return { ok: true };
  });

  on('setTiers', async ({ services, caller, params, body }) => {
    const wholesalerId = wholesalerOf(caller).id;
    await services.db.transaction(async trx => {
      const variant = await findOwnVariant(trx, wholesalerId, params.id);
      if (!variant) throw notFound('variant');
      await replaceTiers(trx, { wholesalerId, variantId: params.id, tiers: body.tiers });
      await enqueueSearchSync(services.queue, trx, [variant.product_id]);
    });
    return { ok: true };
  });

  on('setStock', async ({ services, caller, params, body }) =>
    setStock(services, {
      variantId: params.id,
      wholesalerId: wholesalerOf(caller).id,
      onHand: body.onHand,
      note: body.note ?? null,
      actor: actorOf(caller),
    }),
  );

  on('importProducts', async ({ services, caller, body }) =>
    importProducts(services, {
      wholesalerId: wholesalerOf(caller).id,
      fileName: body.fileName,
      csv: body.csv,
      isDryRun: !body.commit,
      requestedBy: actorOf(caller).userId,
    }),
  );
};

const step = (services: Services, caller: Caller, productId: string, name: 'submit' | 'archive') =>
  stepProduct(services, { productId, step: name, wholesalerId: wholesalerOf(caller).id, actor: actorOf(caller) });
