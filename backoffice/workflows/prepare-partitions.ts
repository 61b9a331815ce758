import type { Services } from '#backoffice/services.ts';

/** This month's partition of the analytics events and the next two, so that none falls into the default one. */
export async function preparePartitions(services: Services): Promise<void> {
  for (const months of [0, 1, 2])
    await services.db.raw('select ensure_event_partition((?::timestamptz + make_interval(months => ?))::date)', [
      services.now(),
      months,
    ]);
}
