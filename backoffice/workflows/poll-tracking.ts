import { noteAsked, silentTrackers } from '#backoffice/commerce/fulfillment/index.ts';
import { ProviderFailure } from '#backoffice/providers/failure.ts';
import type { Services } from '#backoffice/services.ts';
import { applyTracking } from './apply-tracking.ts';

const SILENT_FOR_MS = 60 * 60_000;
const AT_MOST = 200;

/** Asks about parcels of which no webhook told for an hour. One that cannot be read now is asked about next time. */
export async function pollTracking(services: Services): Promise<{ asked: number; moved: number; failed: number }> {
  const result = { asked: 0, moved: 0, failed: 0 };
  const silentSince = new Date(services.now().getTime() - SILENT_FOR_MS);
  for (const trackerId of await silentTrackers(services.db, silentSince, AT_MOST)) {
    result.asked += 1;
    try {
      const tracker = await services.shipping.readTracker(trackerId);
      const outcome = await services.db.transaction(trx => applyTracking(trx, services, tracker));
      if (outcome === 'moved' || outcome === 'delivered') result.moved += 1;
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      result.failed += 1;
      services.log.warn({ err: error, trackerId }, 'tracker could not be read');
      if (error.kind === 'busy') return result;
    }
    await noteAsked(services.db, trackerId, services.now());
  }
  return result;
}
