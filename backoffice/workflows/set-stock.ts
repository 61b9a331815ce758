import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { countStock } from '#backoffice/commerce/inventory/index.ts';
import { findOwnVariant } from '#backoffice/commerce/product/index.ts';
import { notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { enqueueSearchSync } from './enqueue-search-sync.ts';

export interface StockCount {
  variantId: string;
  wholesalerId: string;
  onHand: number;
  note: string | null;
  actor: Actor;
}

/** What was counted, with its movement; never below what paid orders wait for. */
export async function setStock(services: Services, count: StockCount): Promise<{ onHand: number; reserved: number }> {
  return services.db.transaction(async trx => {
    const variant = await findOwnVariant(trx, count.wholesalerId, count.variantId);
    if (!variant) throw notFound('variant');
    const by = { reason: 'corrected' as const, actorId: count.actor.userId, note: count.note };
    const [raised] = await countStock(trx, [{ variantId: count.variantId, quantity: count.onHand }], by);
    if (raised)
      refuseIfAny([
        {
          code: 'below_reserved',
          subject: 'onHand',
          message: `${raised.quantity} are reserved for orders: the count cannot be lower`,
          fix: { availableQuantity: raised.quantity },
        },
      ]);
    await writeAudit(trx, {
      actor: count.actor,
      action: 'set.stock',
      table: 'stock',
      id: count.variantId,
      after: { onHand: count.onHand },
    });
    await enqueueSearchSync(services.queue, trx, [variant.product_id]);
    const stock = await trx('stock').where({ variant_id: count.variantId }).first('on_hand', 'reserved');
    return { onHand: stock.on_hand, reserved: stock.reserved };
  });
}
