import { type Step, unitPriceAt } from './ladder.ts';
import { type QuantityRules, quantityBounds } from './quantity.ts';

/** What could be added, the likeliest first. */
export interface Candidate extends QuantityRules {
  variantId: string;
  ladder: Step[];
  /** Of it in the cart already. */
  quantityInCart: number;
  availableQuantity: number;
}
export interface Addition {
  variantId: string;
  quantity: number;
  /** What the cart comes to more with it. A cheaper step for what is there already counts against it. */
  addsCents: number;
}

/** Nobody fills up a minimum with more cases of one thing. */
const MOST_CASES = 12;
/** Steps of the search for the cheapest combination: some tens of milliseconds. */
const MOST_STEPS = 8_000_000;

/** Every right quantity that could be added, from the smallest, each bringing more than the one before. */
export function additions(candidate: Candidate): Addition[] {
  const { casePack, quantityInCart, availableQuantity, ladder, variantId } = candidate;
  const { least, most } = quantityBounds(candidate);
  const before = costOf(ladder, quantityInCart);
  const found: Addition[] = [];
  const first = Math.max(least, Math.floor(quantityInCart / casePack) * casePack + casePack);
  for (let total = first, cases = 0; cases < MOST_CASES && total <= Math.min(most, availableQuantity); cases += 1) {
    const addsCents = costOf(ladder, total) - before;
    if (addsCents > (found.at(-1)?.addsCents ?? 0))
      found.push({ variantId, quantity: total - quantityInCart, addsCents });
    total += casePack;
  }
  return found;
}

/** The one to offer alone: what closes the gap, or else the smallest. Null: nothing can be added. */
export function fittingAddition(
  candidate: Candidate,
  missingCents: number,
): (Addition & { closesGap: boolean }) | null {
  const all = additions(candidate);
  const closing = all.find(one => one.addsCents >= missingCents);
  const chosen = closing ?? all[0];
  return chosen ? { ...chosen, closesGap: closing !== undefined } : null;
}

/**
 * The additions that close the gap at the least above it: exact, cent by cent, over the candidates in the order they come; of equal
 * combinations the one of the likelier goods. Null: they cannot close it.
 */
export function cheapestFillUp(
  candidates: Candidate[],
  missingCents: number,
): { items: Addition[]; addsCents: number } | null {
  if (missingCents <= 0) return null;
  const reached: (Link | null | undefined)[] = new Array(missingCents);
  reached[0] = null;
  let best: { link: Link; cents: number } | null = null;
  let steps = 0;
  for (const candidate of candidates) {
    const options = additions(candidate);
    steps += options.length * missingCents;
    if (steps > MOST_STEPS && best) break;
    for (let from = missingCents - 1; from >= 0; from -= 1) {
      const before = reached[from];
      if (before === undefined) continue;
      for (const addition of options) {
        const cents = from + addition.addsCents;
        if (cents >= missingCents) {
          if (!best || cents < best.cents) best = { link: { addition, before }, cents };
          break;
        }
        // Sums above `from` were passed already for this candidate, so no candidate is taken twice.
        reached[cents] ??= { addition, before };
      }
    }
    if (best?.cents === missingCents) break;
  }
  return best && { items: unlink(best.link), addsCents: best.cents };
}

interface Link {
  addition: Addition;
  before: Link | null;
}

function unlink(link: Link): Addition[] {
  const items: Addition[] = [];
  for (let at: Link | null = link; at; at = at.before) items.unshift(at.addition);
  return items;
}

const costOf = (ladder: Step[], quantity: number): number =>
  quantity === 0 ? 0 : unitPriceAt(ladder, quantity) * quantity;
