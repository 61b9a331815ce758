import { listUnanswered } from '#backoffice/commerce/dispute/index.ts';
import type { Services } from '#backoffice/services.ts';
import { writeToDesk } from './write-dispute-letters.ts';

/** The job runs once a day, so three days ahead is at least two days before. */
const HOURS_BEFORE = 72;

/** At least two days before a dispute is lost by silence, everyone at the desk gets a letter: once, however often this runs. */
export async function remindDisputes(services: Services): Promise<{ disputes: number; letters: number }> {
  const unanswered = await listUnanswered(services.db, { from: services.now(), hours: HOURS_BEFORE });
  let letters = 0;
  for (const dispute of unanswered)
    letters += await services.db.transaction(trx => writeToDesk(trx, services, dispute, { isReminder: true }));
  return { disputes: unanswered.length, letters };
}
