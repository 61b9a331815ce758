import {
  type Difference,
  explainMismatches,
  findMismatches,
  type Movement,
} from '#backoffice/commerce/reconciliation/index.ts';
import type { Services } from '#backoffice/services.ts';

const PAGE = 100;

/**
 * Every charge, refund, transfer and reversal at the processor beside the ledger, read anew and kept nowhere: for the auditor. It holds the
 * processor's movements in memory, a few hundred bytes each.
 */
export async function compareWithProvider({
  db,
  transfers,
  now,
}: Pick<Services, 'db' | 'transfers' | 'now'>): Promise<Difference[]> {
  const until = now();
  const movements: Movement[] = [];
  for (let after: string | null = null; ; ) {
    const { items, hasMore } = await transfers.listBalanceTransactions({ from: null, after, limit: PAGE });
    movements.push(...items);
    if (!hasMore) break;
    after = items.at(-1)!.id;
  }
  return explainMismatches(await findMismatches(db, until, movements));
}
