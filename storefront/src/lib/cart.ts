import type { CartView } from '../../../backoffice/http/contract.ts';

export type CartGroup = CartView['groups'][number];

/** May this wholesaler's part be ordered as it is? The service judges again at checkout. */
export const isReady = (group: CartGroup): boolean =>
  group.problems.length === 0 &&
  (group.minimum?.missingCents ?? 0) <= 0 &&
  group.lines.every(line => line.isAvailable && line.problems.length === 0);

/** Where to check out: everything, or only the groups named. */
export function checkoutPath(channel: 'b2c' | 'b2b', groups: CartGroup[] = []): string {
  const query = new URLSearchParams({ channel });
  for (const { wholesaler } of groups) query.append('wholesalers', wholesaler.slug);
  return `/checkout?${query}`;
}
