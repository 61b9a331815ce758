import { addToTotals, nameCandidate } from '#backoffice/commerce/ledger/index.ts';
import type { Services } from '#backoffice/services.ts';

/** Sums what was posted, as far as nothing older is under way; a part a transaction, so that a crash loses none. */
export async function totalLedger({ db }: Services): Promise<{ totalled: number }> {
  let totalled = 0;
  for (;;) {
    const added = await db.transaction(trx => addToTotals(trx));
    totalled += added;
    if (!(await nameCandidate(db)) && added === 0) return { totalled };
  }
}
