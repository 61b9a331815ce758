import { sealLedger as sealNext } from '#backoffice/commerce/ledger/index.ts';
import type { Services } from '#backoffice/services.ts';

/** Seals everything that was posted so far; a seal a transaction, so that a crash loses none. */
export async function sealLedger({ db }: Services): Promise<{ sealed: number }> {
  let sealed = 0;
  for (;;) {
    const count = await db.transaction(trx => sealNext(trx));
    if (count === 0) return { sealed };
    sealed += count;
  }
}
