import { creditOf, lockUnsettled, matchCredit, moveCredit } from '#backoffice/commerce/credit/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { releasePaidParts } from './hold-earnings.ts';
import { tellOfCredit } from './tell-of-store-credit.ts';

/**
 * A store that is owed money by us and owes us some has both set against each other, oldest first: when a credit arises and when an
 * invoice is issued. What is settled by that is paid, with all that follows. The ledger has one account for both and does not move.
 * The caller holds the store's row. arisen: the refund that made the credit; the store's owners are told of it even when nothing was open.
 */
export async function settleWithCredit(
  trx: Db,
  services: Services,
  {
    storeId,
    arisen = null,
  }: { storeId: string; arisen?: { refundId: string; orderNumber: string; cents: number } | null },
): Promise<void> {
  const invoices = await lockUnsettled(trx, storeId);
  const uses = matchCredit(invoices);
  if (uses.length === 0 && !arisen) return;
  const at = services.now();
  if (uses.length > 0) await moveCredit(trx, { storeId, uses, payoutId: null, at });
  const settled = invoices.flatMap(invoice => {
    const cents = uses.reduce((sum, use) => sum + (use.toId === invoice.id ? use.cents : 0), 0);
    return cents > 0 ? [{ ...invoice, cents, leftCents: invoice.openCents - cents }] : [];
  });
  for (const invoice of settled)
    if (invoice.leftCents === 0) await releasePaidParts(trx, services, { orderId: invoice.orderId, paidAt: at });
  const { currency } = settled[0] ?? services.settings;
  const usedCents = settled.reduce((sum, invoice) => sum + invoice.cents, 0);
  await tellOfCredit(trx, services, {
    storeId,
    key: arisen ? `refund:${arisen.refundId}:credit` : `invoice:${settled[0]!.id}:credit`,
    currency,
    creditedCents: arisen?.cents ?? null,
    orderNumber: arisen?.orderNumber ?? null,
    used: settled.map(({ number, cents, leftCents }) => ({ invoiceNumber: number, cents, leftCents })),
    leftCents: creditOf(invoices, currency) - usedCents,
    paid: null,
  });
}
