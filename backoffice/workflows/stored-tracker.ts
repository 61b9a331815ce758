import type { Tracker } from '#backoffice/providers/shipping/shipping.ts';

/** A tracker as webhook_events keeps it: times as text. */
export type StoredTracker = Stored<Tracker>;
type Stored<T> = T extends Date ? string : T extends object ? { [K in keyof T]: Stored<T[K]> } : T;

export function revive(tracker: StoredTracker): Tracker {
  return {
    ...tracker,
    updatedAt: new Date(tracker.updatedAt),
    estimatedDelivery: tracker.estimatedDelivery ? new Date(tracker.estimatedDelivery) : null,
    scans: tracker.scans.map(scan => ({ ...scan, at: new Date(scan.at) })),
  };
}
