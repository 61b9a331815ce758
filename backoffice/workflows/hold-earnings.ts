import {
  availableOn,
  type DeliveredPart,
  pendingEarnings,
  RESERVE_DAYS,
} from '#backoffice/commerce/fulfillment/index.ts';
import { isPayoutDueOn, listUnreleasedParts } from '#backoffice/commerce/invoice/index.ts';
import { type AccountKind, postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { rateOf } from '#backoffice/commerce/money.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

/**
 * A delivered part's earnings start their hold and then become payable. Of an order on terms they stay pending while the platform's
 * rule is on_payment and the store has not paid; the payment releases them.
 */
export async function holdEarnings(trx: Db, services: Services, part: DeliveredPart): Promise<void> {
  if (await isPayoutDueOn(trx, part.order_id)) await startHold(trx, services, part, null);
}

/** The store has paid its invoice: what was delivered before, and waited for that, is payable. */
export async function releasePaidParts(
  trx: Db,
  services: Services,
  { orderId, paidAt }: { orderId: string; paidAt: Date },
): Promise<void> {
  for (const part of await listUnreleasedParts(trx, orderId)) await startHold(trx, services, part, paidAt);
}

async function startHold(trx: Db, services: Services, part: DeliveredPart, paidAt: Date | null): Promise<void> {
  const pending = await pendingEarnings(trx, part.id);
  if (!pending) return;
  const { currency, amountCents } = pending;
  const due = availableOn({
    at: part.delivered_at,
    holdDays: part.hold_days,
    chargeAvailableOn: paidAt ?? part.charge_available_on,
  });
  const reserveCents = rateOf(amountCents, part.reserve_bp);
  const releasedOn = new Date(Date.parse(due) + RESERVE_DAYS * 86_400_000).toISOString().slice(0, 10);
  const ofPart = { currency, wholesalerOrderId: part.id };
  const account = (kind: AccountKind) => ({ kind, wholesalerId: part.wholesaler_id });
  await postTransaction(trx, {
    kind: 'delivered',
    cause: `wholesaler_order:${part.id}:delivered`,
    memo: `${part.number} delivered`,
    occurredAt: services.now(),
    orderId: part.order_id,
    wholesalerOrderId: part.id,
    entries: [
      { ...ofPart, account: account('wholesaler_pending'), amountCents },
      { ...ofPart, account: account('wholesaler_payable'), amountCents: reserveCents - amountCents, availableOn: due },
      { ...ofPart, account: account('wholesaler_reserve'), amountCents: -reserveCents, availableOn: releasedOn },
    ],
  });
}
