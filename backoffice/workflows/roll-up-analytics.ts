import { ensurePartitions, rollUp } from '#backoffice/commerce/analytics/index.ts';
import type { Services } from '#backoffice/services.ts';

/** Today's and the two days before: late events and orders find their day. */
export async function rollUpAnalytics(services: Services): Promise<void> {
  const now = services.now();
  await ensurePartitions(services.db, now);
  for (let back = 0; back < 3; back += 1)
    await rollUp(services.db, new Date(now.getTime() - back * 86_400_000).toISOString().slice(0, 10));
}
