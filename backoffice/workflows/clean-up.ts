import type { Services } from '#backoffice/services.ts';

// What is kept only for a while: answers to repeated requests (the work's own unique keys hold for ever), runs of the timetable,
// rates nobody bought, sessions that ended.
const EXPIRED = {
  idempotency_keys: "created_at < ?::timestamptz - interval '7 days'",
  job_runs: "started_at < ?::timestamptz - interval '30 days'",
  parcel_quotes: "created_at < ?::timestamptz - interval '30 days' and status = 'quoted'",
  sessions: "expires_at < ?::timestamptz - interval '1 day'",
  verifications: "expires_at < ?::timestamptz - interval '1 day'",
};

export async function cleanUp(services: Services): Promise<Record<string, number>> {
  const removed: Record<string, number> = {};
  for (const [table, expired] of Object.entries(EXPIRED)) {
    removed[table] = await services.db(table).whereRaw(expired, [services.now()]).delete();
  }
  return removed;
}
