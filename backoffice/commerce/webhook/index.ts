export type { IncomingEvent, StoredEvent } from './queries.ts';
export {
  findEvent,
  lockUnappliedEvent,
  markEventApplied,
  noteEventFailure,
  reopenEvent,
  storeEvent,
  unappliedEvents,
} from './queries.ts';
