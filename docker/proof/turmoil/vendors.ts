import { between, pick } from '../../../db/seeds/chance.ts';
import type { Market } from './market.ts';

const FRAGILE = [
  ['POST', '/v1/transfers'],
  ['GET', '/v1/transfers'],
  ['POST', '/v1/transfers/:id/reversals'],
  ['POST', '/v1/refunds'],
  ['POST', '/v1/checkout/sessions'],
  ['GET', '/v1/checkout/sessions/:id'],
  ['GET', '/v1/balance'],
  ['GET', '/v1/balance_transactions'],
] as const;

export const PAID = ['acct_roastery', 'acct_pottery'];

/** One of the next calls goes wrong. */
export async function breakDown({ chance, stripe }: Market) {
  const [method, path] = pick(chance, FRAGILE);
  const kind = pick(chance, ['500', '500', '429', 'reset', 'hang'] as const);
  const when = kind === '429' ? 'before' : pick(chance, ['before', 'during', 'after'] as const);
  stripe.fault({ kind, when, method, path, times: between(chance, 1, 3) });
  return `${kind} ${when} ${method} ${path}`;
}

/** Events come twice and thrice, or once again. */
export async function distort({ chance, stripe }: Market) {
  const copies = between(chance, 1, 3);
  stripe.webhooks.setCopies(copies);
  return `${copies} copies`;
}

/** Nobody takes events for a while; then Stripe tries again. */
export async function goAway({ setDoor, stripe, chance }: Market) {
  const isAway = chance() < 0.5;
  setDoor(!isAway);
  if (!isAway) stripe.webhooks.retryNow();
  return isAway ? 'away' : 'back';
}

/** Events pile up, and then arrive the latest first. */
export async function hold({ chance, stripe }: Market) {
  if (chance() < 0.5) {
    stripe.webhooks.hold();
    return 'held';
  }
  stripe.webhooks.release(pick(chance, ['sent', 'reversed'] as const));
  return 'released';
}

/** Stripe wants something of a wholesaler, or has got it. */
export async function troubleAccount({ chance, stripe }: Market) {
  const account = pick(chance, PAID);
  const isReady = chance() < 0.8;
  isReady ? stripe.onboard(account) : stripe.restrict(account, { due: ['external_account'] });
  return `${account} ${isReady ? 'ready' : 'restricted'}`;
}

/** Everything works again, and what was cut off goes on. */
export async function mend({ setDoor, stripe, work }: Market): Promise<void> {
  stripe.clearFaults();
  stripe.releaseHung();
  stripe.webhooks.setCopies(1);
  stripe.webhooks.release('reversed');
  setDoor(true);
  await stripe.webhooks.settled();
  stripe.webhooks.retryNow();
  await work();
}
