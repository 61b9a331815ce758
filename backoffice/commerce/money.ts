// Integer cents and basis points (100 bp = 1 %). Nothing here ever holds a fraction of a cent.

/** Splits an amount by weights and loses nothing: largest remainder, ties to the earlier part. Weights that sum to 0 count as equal. */
export function splitCents(amountCents: number, weights: number[]): number[] {
  if (weights.length === 0) return [];
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = sum === 0 ? weights.map(() => 1) : weights;
  const whole = sum === 0 ? weights.length : sum;
  const exact = shares.map(share => BigInt(amountCents) * BigInt(share));
  const parts = exact.map(product => Number(floorDivide(product, BigInt(whole))));
  let left = amountCents - parts.reduce((total, part) => total + part, 0);
  const byRemainder = exact
    .map((product, index) => ({ index, remainder: product - floorDivide(product, BigInt(whole)) * BigInt(whole) }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder) {
    if (left === 0) break;
    parts[index]! += 1;
    left -= 1;
  }
  return parts;
}

/** A rate of an amount, half away from zero. */
export function rateOf(amountCents: number, rateBp: number): number {
  const product = BigInt(amountCents) * BigInt(rateBp);
  const half = product < 0n ? -5_000n : 5_000n;
  return Number((product + half) / 10_000n);
}

/** The tax inside an amount that includes it, half away from zero. */
export function taxInside(grossCents: number, rateBp: number): number {
  const whole = 10_000 + rateBp;
  const product = BigInt(grossCents) * BigInt(rateBp) * 2n;
  const sign = product < 0n ? -1n : 1n;
  return Number((product + sign * BigInt(whole)) / (2n * BigInt(whole)));
}

export function formatMoney(amountCents: number, currency: string, locale = 'en-IE'): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amountCents / 100);
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}
