import { between, type Chance, chanceFrom, pick } from '../../db/seeds/chance.ts';

/** What becomes of an order once it is made. */
export type Fate =
  | 'paid'
  | 'declined_then_paid'
  | 'given_up'
  | 'expires'
  | 'cancelled_by_buyer'
  | 'rejected_by_wholesaler'
  | 'returned'
  | 'refunded_by_finance';

export interface PlannedOrder {
  number: number;
  who: 'customer' | 'guest' | 'store';
  /** Which of them, as a share of their number. */
  whose: number;
  /** Where it has a choice: net terms. */
  asksForTerms: boolean;
  /** From how many wholesalers and, of each, how many products. */
  groups: number;
  linesPerGroup: number;
  fate: Fate;
  /** For everything else this order has to choose. */
  chance: Chance;
}

/** Of a hundred orders. */
const shares: Record<Fate, number> = {
  paid: 62,
  declined_then_paid: 6,
  given_up: 5,
  expires: 5,
  cancelled_by_buyer: 7,
  rejected_by_wholesaler: 4,
  returned: 7,
  refunded_by_finance: 4,
};
const fates = (Object.keys(shares) as Fate[]).flatMap(fate => Array<Fate>(shares[fate]).fill(fate));

export interface Simulation {
  days: number;
  orders: number;
  seed: number;
}

/** The days' orders; the same for the same seed. */
export function planDays({ days, orders, seed }: Simulation): PlannedOrder[][] {
  return Array.from({ length: days }, (_, day) => {
    const first = Math.round((orders * day) / days);
    const end = Math.round((orders * (day + 1)) / days);
    return Array.from({ length: end - first }, (_, index) => planOrder(seed, first + index + 1));
  });
}

function planOrder(seed: number, number: number): PlannedOrder {
  const chance = chanceFrom(`${seed} order ${number}`);
  const who = pick(chance, ['customer', 'customer', 'customer', 'guest', 'store', 'store'] as const);
  return {
    number,
    who,
    whose: chance(),
    asksForTerms: who === 'store' && chance() < 0.6,
    groups: between(chance, 1, who === 'store' ? 2 : 3),
    linesPerGroup: between(chance, 1, 2),
    fate: pick(chance, fates),
    chance,
  };
}
