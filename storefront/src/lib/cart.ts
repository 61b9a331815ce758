import type { CartLine, CartView } from '../../../backoffice/http/contract.ts';

export type CartGroup = CartView['groups'][number];

/** May this wholesaler's part be ordered as it is? The service judges again at checkout. */
export const isReady = (group: CartGroup): boolean => group.canCheckOut;

/** All of it was withdrawn from sale: there is nothing to order, and nothing to wait for. */
export const isWithdrawn = (group: CartGroup): boolean => group.lines.every(line => !line.isAvailable);

/** After discounts, without delivery. */
export const netCents = (groups: Pick<CartGroup, 'goodsCents' | 'discountCents'>[]): number =>
  groups.reduce((sum, group) => sum + group.goodsCents - group.discountCents, 0);

/** Where to check out: everything, or only the groups named. */
export function checkoutPath(channel: 'b2c' | 'b2b', groups: CartGroup[] = []): string {
  const query = new URLSearchParams({ channel });
  for (const { wholesaler } of groups) query.append('wholesalers', wholesaler.slug);
  return `/checkout?${query}`;
}

/** The quantities that would put a line right, one click each: the nearest right ones that are in stock, or what is left in whole cases. */
export function rightQuantities({ problems, rules, availableQuantity, quote }: CartLine): number[] {
  const left = availableQuantity ?? Number.POSITIVE_INFINITY;
  const casePack = quote?.isApplied ? 1 : rules.casePack;
  const most = Math.min(left, rules.maximumQuantity ?? left);
  const wanted = problems.flatMap(problem => [
    ...(problem.fix?.quantities ?? []),
    ...(problem.fix?.availableQuantity === undefined ? [] : [Math.floor(most / casePack) * casePack]),
  ]);
  const least = Math.max(1, quote?.isApplied ? 1 : rules.moq);
  return [...new Set(wanted)].filter(one => one >= least && one <= left).toSorted((a, b) => a - b);
}
