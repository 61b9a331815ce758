export type { IncomingEvent, StoredEvent } from './queries.ts';
export {
  lockUnappliedEvent,
  markEventApplied,
  noteEventFailure,
  reopenEvent,
  storeEvent,
  unappliedEvents,
} from './queries.ts';
