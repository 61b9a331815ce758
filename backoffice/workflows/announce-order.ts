import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { readAnnouncement, recordPurchases } from '#backoffice/commerce/order/index.ts';
import { wholesalerRecipient } from '#backoffice/commerce/wholesaler/index.ts';
import type { Services } from '#backoffice/services.ts';
import { enqueueSearchSync } from './enqueue-search-sync.ts';

/** Letters to the buyer and each wholesaler, the invoice, search and analytics of a placed order. Run again it adds only what is missing. */
export async function announceOrder(services: Services, { orderId }: { orderId: string }): Promise<void> {
  const order = await readAnnouncement(services.db, orderId);
  if (!order) return;
  const { publicUrl } = services.settings;
  const orderUrl = `${publicUrl}/orders/${order.orderNumber}`;
  await services.db.transaction(async trx => {
    const { buyerName, email, userId, channel, note, productIds, invoice, replacement, parts, ...facts } = order;
    const common = { orderId, userId };
    const buyer = { ...common, dedupeKey: `order:${orderId}:confirmation`, to: { name: buyerName, address: email } };
    if (replacement)
      await writeLetter(trx, services.queue, {
        ...buyer,
        kind: 'order-replaced',
        data: {
          ...replacement,
          orderNumber: order.orderNumber,
          orderUrl,
          wholesalerName: parts[0]!.wholesalerName,
          shippingAddress: order.shippingAddress,
          items: parts[0]!.lines,
        },
      });
    else
      await writeLetter(trx, services.queue, {
        ...buyer,
        kind: 'order-confirmation',
        data: {
          ...facts,
          paymentMethod: order.paymentMethod === 'terms' ? 'terms' : 'card',
          orderUrl,
          parts,
          dueOn: invoice?.dueOn ?? null,
        },
      });
    for (const part of parts) {
      const { name, address } = await wholesalerRecipient(trx, part.wholesalerId);
      await writeLetter(trx, services.queue, {
        kind: 'new-order',
        dedupeKey: `part:${part.id}:new`,
        to: { name, address },
        orderId,
        data: {
          ...part,
          orderUrl: `${publicUrl}/admin/resources/wholesaler_orders/records/${part.id}/show`,
          placedOn: facts.placedOn,
          currency: facts.currency,
          channel,
          pricesIncludeTax: facts.pricesIncludeTax,
          poNumber: facts.poNumber,
          note,
          isReplacement: replacement !== null,
          shippingAddress: facts.shippingAddress,
        },
      });
    }
    if (invoice) {
      const { storeName, ...dates } = invoice;
      await writeLetter(trx, services.queue, {
        ...common,
        kind: 'invoice-issued',
        dedupeKey: `order:${orderId}:invoice`,
        to: { name: buyerName, address: email },
        data: {
          ...dates,
          storeName,
          invoiceUrl: orderUrl,
          orderNumber: order.orderNumber,
          poNumber: order.poNumber,
          currency: order.currency,
        },
      });
    }
    await recordPurchases(trx, orderId);
    if (!replacement) await services.queue.enqueue(trx, 'make-document', { kind: 'invoice', subjectId: orderId });
    await enqueueSearchSync(services.queue, trx, productIds);
  });
}
