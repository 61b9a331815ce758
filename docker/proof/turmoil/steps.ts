import { Refusal } from '../../../backoffice/commerce/refusal.ts';
import { ProviderFailure } from '../../../backoffice/providers/failure.ts';
import { between, pick } from '../../../db/seeds/chance.ts';
import { Refusal as StripeRefusal } from '../../stand-ins/stripe/refusal.ts';
import { buyAtRetail, buyInBulk, giveUp, orderTwice, payInvoice, payOrder } from './buying.ts';
import { adjust, finish, payOut, reconcile, retry } from './finance.ts';
import type { Market } from './market.ts';
import { acceptPart, cancelPart, deliverParcel, shipPart, voidLabel } from './shipping.ts';
import {
  answerDispute,
  cancelAll,
  decideDispute,
  dispute,
  failRefund,
  mendRefund,
  pullBack,
  refundAfterLoss,
  refundPart,
  refundTwice,
  returnGoods,
  takeBack,
} from './undoing.ts';
import { breakDown, distort, goAway, hold, troubleAccount } from './vendors.ts';

/** Answers what happened; null: there was nothing to do it to. */
export type Step = (market: Market) => Promise<string | null>;

/** Something else, how often beside the others. */
const STEPS: [number, Step][] = [
  [14, buyAtRetail],
  [8, buyInBulk],
  [2, orderTwice],
  [24, payOrder],
  [1, giveUp],
  [4, payInvoice],
  [16, acceptPart],
  [14, shipPart],
  [14, deliverParcel],
  [2, voidLabel],
  [3, cancelPart],
  [1, cancelAll],
  [5, refundPart],
  [2, refundTwice],
  [1, refundAfterLoss],
  [3, returnGoods],
  [3, failRefund],
  [3, mendRefund],
  [2, pullBack],
  [2, takeBack],
  [2, dispute],
  [1, answerDispute],
  [2, decideDispute],
  [6, payOut],
  [5, finish],
  [1, retry],
  [2, adjust],
  [2, reconcile],
  [4, breakDown],
  [4, distort],
  [1, goAway],
  [1, troubleAccount],
  [2, hold],
  [8, wait],
  [14, work],
];
const BAG = STEPS.flatMap(([weight, step]) => Array.from({ length: weight }, () => step));

/** One thing happens. What a rule or a vendor refuses is an answer like any other; everything else is thrown. */
export async function takeStep(market: Market): Promise<string> {
  const step = pick(market.chance, BAG);
  await market.pass(between(market.chance, 0, 4));
  try {
    return `${step.name}: ${(await step(market)) ?? '–'}`;
  } catch (error) {
    if ([Refusal, ProviderFailure, StripeRefusal].some(kind => error instanceof kind))
      return `${step.name}: ${(error as Error).message}`;
    throw error;
  }
}

async function wait(market: Market) {
  const hours = pick(market.chance, [1, 1, 6, 12, 24, 30]);
  await market.pass(hours * 60);
  return `${hours} h`;
}

async function work(market: Market) {
  await market.work();
  return 'done';
}
