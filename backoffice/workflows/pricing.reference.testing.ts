// What a cart should cost, said a second time and on purpose otherwise than the product does: fractions instead of rounded cents where
// it can, loops over single cents and units instead of formulas. Shares no code with what it checks.
export interface RefTier {
  list: string;
  group: string | null;
  from: number;
  until: number;
  min: number;
  cents: number;
}
export interface RefLine {
  id: string;
  base: number;
  retail: number;
  tiers: RefTier[];
  quantity: number;
  /** Basis points. */
  rate: number;
  category: string;
}
export interface RefPromotion {
  id: string;
  kind: 'percent' | 'fixed' | 'free_shipping' | 'buy_x_get_y';
  percent: number;
  fixed: number;
  buy: number;
  get: number;
  wholesaler: string | null;
  category: string | null;
  minimum: number;
  combinable: boolean;
  budget: number | null;
}
export interface RefGroup {
  wholesaler: string;
  lines: RefLine[];
  shipping: number;
  shippingRate: number;
}
export interface RefCart {
  channel: 'b2c' | 'b2b';
  now: number;
  storeGroup: string | null;
  groups: RefGroup[];
  promotions: RefPromotion[];
}

/** The cheapest of everything that applies: looked for unit by unit, list by list. */
export function referenceUnitPrice(cart: RefCart, line: RefLine): number {
  if (cart.channel === 'b2c') return line.retail;
  const offers = [line.base];
  for (const tier of line.tiers) {
    const isDated = tier.from <= cart.now && cart.now < tier.until;
    const isForStore = tier.group === null || tier.group === cart.storeGroup;
    if (isDated && isForStore && line.quantity >= tier.min) offers.push(tier.cents);
  }
  return offers.sort((a, b) => a - b)[0]!;
}

/** Cent by cent to whoever is owed the largest part of one still; the first of equals. */
export function referenceSplit(amount: number, weights: number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = weights.map(weight => Number((BigInt(amount) * BigInt(weight)) / BigInt(whole)));
  const owed = weights.map((weight, at) => BigInt(amount) * BigInt(weight) - BigInt(parts[at]!) * BigInt(whole));
  while (parts.reduce((sum, part) => sum + part, 0) < amount) {
    let most = 0;
    for (let at = 1; at < owed.length; at += 1) if (owed[at]! > owed[most]!) most = at;
    parts[most]! += 1;
    owed[most] = -1n;
  }
  return parts;
}

const halfUp = (numerator: bigint, denominator: bigint): number => {
  const whole = numerator / denominator;
  return Number((numerator - whole * denominator) * 2n >= denominator ? whole + 1n : whole);
};

export interface RefAnswer {
  unit: Map<string, number>;
  discount: Map<string, number>;
  tax: Map<string, number>;
  total: number;
}

export function referenceCart(cart: RefCart): RefAnswer {
  const unit = new Map<string, number>();
  const goods = new Map<string, number>();
  for (const line of cart.groups.flatMap(group => group.lines)) {
    unit.set(line.id, referenceUnitPrice(cart, line));
    goods.set(line.id, unit.get(line.id)! * line.quantity);
  }
  const table = promotionTable(cart, unit, goods);
  const discount = new Map<string, number>();
  const tax = new Map<string, number>();
  let total = 0;
  for (const group of cart.groups) {
    const { lines, shipping } = bestOf(cart, group, table, goods);
    for (const line of group.lines) {
      const off = lines.get(line.id) ?? 0;
      discount.set(line.id, off);
      const paid = BigInt(goods.get(line.id)! - off);
      const rate = BigInt(line.rate);
      tax.set(line.id, halfUp(paid * rate, cart.channel === 'b2c' ? 10_000n + rate : 10_000n));
      total += Number(paid) + (cart.channel === 'b2c' ? 0 : tax.get(line.id)!);
    }
    const way = group.shipping - shipping;
    total += way + (cart.channel === 'b2c' ? 0 : halfUp(BigInt(way) * BigInt(group.shippingRate), 10_000n));
  }
  return { unit, discount, tax, total };
}

type Table = Map<string, { lines: Map<string, number>; shipping: Map<string, number> }>;

/** By promotion: what it alone would take off each line and each delivery. */
function promotionTable(cart: RefCart, unit: Map<string, number>, goods: Map<string, number>): Table {
  const table: Table = new Map();
  for (const promotion of cart.promotions) {
    const fits = (group: RefGroup, line: RefLine) =>
      (promotion.wholesaler === null || promotion.wholesaler === group.wholesaler) &&
      (promotion.category === null || promotion.category === line.category);
    const fitting = cart.groups.map(group => group.lines.filter(line => fits(group, line)));
    const sum = fitting.flat().reduce((cents, line) => cents + goods.get(line.id)!, 0);
    if (sum === 0 || sum < promotion.minimum) continue;
    const free = (line: RefLine) => {
      let units = 0;
      for (let left = line.quantity; left >= promotion.buy + promotion.get; left -= promotion.buy + promotion.get)
        units += promotion.get;
      return units * unit.get(line.id)!;
    };
    const byGroup = fitting.map((lines, at) => {
      const cents = lines.reduce((all, line) => all + goods.get(line.id)!, 0);
      if (promotion.kind === 'percent') return halfUp(BigInt(cents) * BigInt(promotion.percent), 10_000n);
      if (promotion.kind === 'fixed') return cents;
      if (promotion.kind === 'free_shipping') return lines.length > 0 ? cart.groups[at]!.shipping : 0;
      return lines.reduce((all, line) => all + free(line), 0);
    });
    const wanted = byGroup.reduce((all, cents) => all + cents, 0);
    let allowed = wanted;
    if (promotion.kind === 'fixed') allowed = Math.min(allowed, promotion.fixed);
    if (promotion.budget !== null) allowed = Math.min(allowed, promotion.budget);
    const given = wanted === 0 || allowed === wanted ? byGroup : referenceSplit(allowed, byGroup);
    const lines = new Map<string, number>();
    const shipping = new Map<string, number>();
    for (const [at, ofGroup] of fitting.entries()) {
      if (given[at] === 0) continue;
      if (promotion.kind === 'free_shipping') {
        shipping.set(cart.groups[at]!.wholesaler, given[at]!);
        continue;
      }
      const weights = ofGroup.map(line => (promotion.kind === 'buy_x_get_y' ? free(line) : goods.get(line.id)!));
      referenceSplit(given[at]!, weights).forEach((cents, index) => {
        lines.set(ofGroup[index]!.id, cents);
      });
    }
    table.set(promotion.id, { lines, shipping });
  }
  return table;
}

/** Every allowed set of promotions is tried for a wholesaler's part: any of the combinable ones, or one of the others. */
function bestOf(cart: RefCart, group: RefGroup, table: Table, goods: Map<string, number>) {
  const counting = cart.promotions.filter(one => table.has(one.id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const together = counting.filter(one => one.combinable);
  const sets: RefPromotion[][] = [];
  for (let mask = 2 ** together.length - 1; mask >= 0; mask -= 1)
    sets.push(together.filter((_, at) => Math.floor(mask / 2 ** at) % 2 === 1));
  for (const one of counting) if (!one.combinable) sets.push([one]);
  let best = { cents: -1, lines: new Map<string, number>(), shipping: 0 };
  for (const set of sets) {
    const lines = new Map<string, number>();
    let cents = 0;
    for (const line of group.lines) {
      const wanted = set.reduce((sum, one) => sum + (table.get(one.id)!.lines.get(line.id) ?? 0), 0);
      const off = Math.min(wanted, goods.get(line.id)! - 1);
      lines.set(line.id, off);
      cents += off;
    }
    const shipping = Math.min(
      group.shipping,
      set.reduce((sum, one) => sum + (table.get(one.id)!.shipping.get(group.wholesaler) ?? 0), 0),
    );
    cents += shipping;
    if (cents > best.cents) best = { cents, lines, shipping };
  }
  return best;
}
