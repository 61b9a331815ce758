// Reads what moved our balance at the processor and compares it with the ledger. A crash between two pages leaves the run half read: the
// next one goes on at its cursor, finishes it, and then looks at what came since.
import {
  explainMismatches,
  findMismatches,
  findReconciliation,
  finishReconciliation,
  keepDifferences,
  keepPage,
  openReconciliation,
  type Reconciliation,
} from '#backoffice/commerce/reconciliation/index.ts';
import type { Services } from '#backoffice/services.ts';

const PAGE = 100;

export interface ReconciliationReport {
  id: string;
  readCount: number;
  /** Open ones, also those that wait for a second person. */
  differenceCount: number;
}

export async function reconcileProcessor(
  services: Services,
  { requestedBy }: { requestedBy: string | null },
): Promise<ReconciliationReport> {
  const run = await openReconciliation(services.db, { at: services.now(), requestedBy });
  await readMovements(services, run);
  await services.db.transaction(async trx => {
    if (!(await finishReconciliation(trx, run, services.now()))) return;
    const differences = explainMismatches(await findMismatches(trx, run.startedAt));
    await keepDifferences(trx, run.id, differences, services.now());
  });
  if (!run.isNew) return reconcileProcessor(services, { requestedBy });
  const { id, readCount, differenceCount } = (await findReconciliation(services.db, run.id))!;
  return { id, readCount, differenceCount };
}

/** Who reads beside us moves the same cursor: then we go on where it is. */
async function readMovements(services: Services, begun: Reconciliation): Promise<void> {
  let run: Reconciliation | null = begun;
  while (run?.status === 'reading') {
    const { items, hasMore } = await services.transfers.listBalanceTransactions({
      from: run.readsFrom,
      after: run.cursor,
      limit: PAGE,
    });
    const page = run;
    const isOurs = await services.db.transaction(trx => keepPage(trx, page, items));
    if (isOurs && !hasMore) return;
    run = await findReconciliation(services.db, run.id);
  }
}
