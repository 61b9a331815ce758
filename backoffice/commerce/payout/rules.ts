/** What one payout needs of the balance at the processor. */
interface Claim {
  currency: string;
  amount_cents: number;
}

/** How long after a try its request can no longer be under way at the processor: well above every time-out on the path. */
const SETTLED_AFTER_MS = 10 * 60_000;

/**
 * After a look-up found no transfer: may the payout be sent under a new key? Only when the last try is over for certain; until then
 * the old key is repeated, which the processor answers with the first try's own result.
 */
export function isSettled(sendingSince: Date, at: Date): boolean {
  return at.getTime() - sendingSince.getTime() >= SETTLED_AFTER_MS;
}

export interface Purse {
  /** Takes what the payout needs, or says that it has to wait. */
  take(claim: Claim): boolean;
  close(currency: string): void;
}

/**
 * The balance that is left while payouts go out, the oldest first. Once one does not fit, none of its currency after it does:
 * a small new payout must not overtake a large old one for ever.
 */
export function openPurse(balances: Map<string, number>): Purse {
  const leftCents = new Map(balances);
  const closed = new Set<string>();
  return {
    take({ currency, amount_cents }) {
      const left = leftCents.get(currency) ?? 0;
      if (closed.has(currency) || left < amount_cents) {
        closed.add(currency);
        return false;
      }
      leftCents.set(currency, left - amount_cents);
      return true;
    },
    close: currency => void closed.add(currency),
  };
}
