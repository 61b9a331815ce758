import {
  lockUnappliedEvent,
  markEventApplied,
  noteEventFailure,
  type StoredEvent,
} from '#backoffice/commerce/webhook/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { applyTracking } from './apply-tracking.ts';
import { revive, type StoredTracker } from './stored-tracker.ts';

/** News can overtake the row of the parcel they are about; after this time there is no such parcel of ours. */
const UNKNOWN_AFTER_MS = 10 * 60_000;

const OUTCOMES = {
  unknown_parcel: 'No parcel of ours',
  nothing_new: 'Nothing new',
  moved: 'Parcel moved on',
  delivered: 'Parcel delivered',
};

/** Applies a stored tracking event once; throws, for the queue to try again, when its parcel is not known yet. */
export async function applyEasypostEvent(
  services: Services,
  { webhookEventId }: { webhookEventId: string },
): Promise<void> {
  try {
    await services.db.transaction(async trx => {
      const event = await lockUnappliedEvent(trx, webhookEventId);
      if (!event) return;
      await markEventApplied(trx, event.id, await apply(trx, services, event), services.now());
    });
  } catch (error) {
    await noteEventFailure(services.db, webhookEventId, String((error as Error).message));
    throw error;
  }
}

async function apply(trx: Db, services: Services, event: StoredEvent): Promise<string> {
  const tracker = event.payload.tracker as StoredTracker | null;
  if (!tracker) return 'Carries no tracker';
  const outcome = await applyTracking(trx, services, revive(tracker));
  const age = services.now().getTime() - event.received_at.getTime();
  if (outcome === 'unknown_parcel' && age < UNKNOWN_AFTER_MS) throw new Error(`Tracker ${tracker.id} is not known yet`);
  return OUTCOMES[outcome];
}
