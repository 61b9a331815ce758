import { askToAdjust, decideOnAdjustment } from '../../../backoffice/workflows/adjust-balance.ts';
import { closeDeliveredOrders } from '../../../backoffice/workflows/close-delivered-orders.ts';
import { expireOrders } from '../../../backoffice/workflows/expire-orders.ts';
import { finishPayouts } from '../../../backoffice/workflows/finish-payouts.ts';
import { payOutWholesalers } from '../../../backoffice/workflows/pay-out-wholesalers.ts';
import { reconcileProcessor } from '../../../backoffice/workflows/reconcile-processor.ts';
import { retryPayout } from '../../../backoffice/workflows/retry-payout.ts';
import { sealLedger } from '../../../backoffice/workflows/seal-ledger.ts';
import { sweepWebhookEvents } from '../../../backoffice/workflows/sweep-webhook-events.ts';
import { totalLedger } from '../../../backoffice/workflows/total-ledger.ts';
import { between, pick } from '../../../db/seeds/chance.ts';
import { WORLD } from '../../../db/seeds/world.ts';
import { CONTROLLER, FINANCE, pickRow } from './finding.ts';
import type { Market } from './market.ts';

const { roastery, pottery, candlery } = WORLD.wholesalers;

/** The night's run, at times two of them at once. */
export async function payOut(market: Market) {
  const date = market.now().toISOString().slice(0, 10);
  const run = () => payOutWholesalers(market.services, { date, requestedBy: null });
  const [first] = market.chance() < 0.2 ? await Promise.all([run(), run()]) : [await run()];
  return `${date} ${first!.status}`;
}

/** What the timetable does every few minutes. */
export async function finish(market: Market) {
  await expireOrders(market.services);
  await sweepWebhookEvents(market.services);
  const { payouts } = await finishPayouts(market.services);
  await sealLedger(market.services);
  await totalLedger(market.services);
  await closeDeliveredOrders(market.services);
  return `${payouts} payouts`;
}

export async function retry(market: Market) {
  const payout = await pickRow(
    market,
    market.db('payouts').whereIn('status', ['failed', 'sending', 'scheduled']).orderBy('number'),
  );
  if (!payout) return null;
  return (await retryPayout(market.services, { payoutId: payout.id, actor: FINANCE })).status;
}

export async function adjust(market: Market) {
  const { chance, services } = market;
  const amountCents = between(chance, -5_000, 5_000) || 1;
  const wholesalerId = pick(chance, [roastery, pottery, candlery]);
  const { id } = await askToAdjust(services, { wholesalerId, amountCents, reason: 'Turmoil', actor: FINANCE });
  return (await decideOnAdjustment(services, { id, isApproved: chance() < 0.8, actor: CONTROLLER })).status;
}

export async function reconcile(market: Market) {
  const { readCount, differenceCount } = await reconcileProcessor(market.services, { requestedBy: null });
  return `${readCount} read, ${differenceCount} open`;
}
