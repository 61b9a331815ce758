import { listCancellableParts } from '#backoffice/commerce/order/index.ts';
import type { AskedRefund } from '#backoffice/commerce/refund/index.ts';
import { conflict, notFound } from '#backoffice/commerce/refusal.ts';
import { lockReturn } from '#backoffice/commerce/returns/index.ts';
import type { Services } from '#backoffice/services.ts';
import { owesNothing, stillCancellable } from './cancel-order.ts';
import type { Effects } from './effects.ts';
import { previewRefund } from './preview-refund.ts';

/** What cancelling its part would do to a wholesaler: its own share and balance, nothing of the platform's or of another's. */
export async function previewCancellation(
  services: Services,
  which: { orderId: string; wholesalerId: string },
): Promise<Effects> {
  const parts = await services.db.transaction(trx => listCancellableParts(trx, which));
  const [part] = stillCancellable(parts);
  if (owesNothing(part!)) return nothing(services.settings.currency);
  return ownEffects(services, { wholesalerOrderId: part!.id, asked: null });
}

/** What receiving a return would do to its wholesaler. wholesalerId: null for staff. */
export async function previewReturn(
  services: Services,
  { number, wholesalerId }: { number: string; wholesalerId: string | null },
): Promise<Effects> {
  const request = await services.db.transaction(trx => lockReturn(trx, number, wholesalerId));
  if (!request) throw notFound('return');
  if (request.status !== 'approved') throw conflict('wrong_status', 'This return is not waiting for its goods');
  const asked = { lines: request.lines, includeShipping: false };
  return ownEffects(services, { wholesalerOrderId: request.wholesaler_order_id, asked });
}

async function ownEffects(
  services: Services,
  request: { wholesalerOrderId: string; asked: AskedRefund | null },
): Promise<Effects> {
  const { currency, amountCents, effects, before, after, isNegativeAfter } = await previewRefund(services, request);
  const commission = effects.find(({ account }) => account === 'commission_revenue')?.amountCents ?? 0;
  const share = before.pendingCents + before.availableCents - after.pendingCents - after.availableCents;
  return {
    ...{ currency, amountCents, facts: [] },
    booked: [
      { words: 'The buyer gets back, tax included', amountCents },
      { words: 'Your earnings of it, taken off your balance', amountCents: share },
      ...(commission > 0 ? [{ words: 'Commission you do not pay after all', amountCents: commission }] : []),
    ],
    balanceOf: 'Your balance',
    balances: [
      { label: 'Pending', beforeCents: before.pendingCents, afterCents: after.pendingCents },
      { label: 'Available', beforeCents: before.availableCents, afterCents: after.availableCents },
      { label: 'Reserve', beforeCents: before.reserveCents, afterCents: after.reserveCents },
    ],
    notes: isNegativeAfter
      ? ['Your available balance falls below zero: nothing is paid out until new earnings have made it up.']
      : [],
  };
}

const nothing = (currency: string): Effects => ({
  ...{ currency, amountCents: 0, facts: [], booked: [], balanceOf: null, balances: [] },
  notes: ['Nothing was paid for it, or the bank gave it back already: no money moves.'],
});
