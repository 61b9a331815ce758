import type { Knex } from 'knex';
import type { Transfers } from '../../backoffice/providers/transfers/transfers.ts';

/** Where the payout worker is killed, in the order it comes to them. */
export const KILL_POINTS = [
  'claim written, not committed',
  'claim committed',
  'lease taken',
  'payout turned to sending',
  'transfer asked, no answer yet',
  'transfer made, answer not written down',
  'transfer written down, ledger not posted',
  'ledger posted, not committed',
  'payout sent and committed',
  'before the batch is finished',
] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

/** Of points that come once for each payout, the nth; of the others the first. */
export interface Kill {
  point: KillPoint;
  nth: number;
}

const PER_PAYOUT = new Set<KillPoint>(KILL_POINTS.slice(3, 9));

/** Watches what the worker does from outside, and kills the process there; the product knows nothing of it. */
export function armKill(db: Knex, transfers: Transfers, kill: Kill): Transfers {
  let passed = 0;
  /** What a transaction wrote becomes true with its commit, which is over when the next statement begins. */
  let written: KillPoint | null = null;
  let isCommitted = false;
  const at = (point: KillPoint) => {
    if (point !== kill.point) return;
    passed += 1;
    if (passed === (PER_PAYOUT.has(point) ? kill.nth : 1)) process.kill(process.pid, 'SIGKILL');
  };
  db.on('query', ({ sql }: { sql: string }) => {
    if (isCommitted && written) at(written);
    if (isCommitted) written = null;
    isCommitted = /^commit/i.test(sql);
    if (/update "payout_batches".*"finished_at"/s.test(sql)) at('before the batch is finished');
  });
  db.on('query-response', (_response: unknown, { sql }: { sql: string }) => {
    if (/into payout_carryovers/.test(sql)) {
      written = 'claim committed';
      at('claim written, not committed');
    }
    if (/update "payout_batches" set "lease_holder"/.test(sql)) at('lease taken');
    if (/update "payouts" set "status".*"attempt"/s.test(sql)) at('payout turned to sending');
    if (/update "payouts" set .*"stripe_transfer_id"/s.test(sql)) at('transfer written down, ledger not posted');
    if (/into ledger_transactions/.test(sql)) {
      written = 'payout sent and committed';
      at('ledger posted, not committed');
    }
  });
  return {
    ...transfers,
    async send(asked) {
      const sending = transfers.send(asked);
      if (kill.point === 'transfer asked, no answer yet') setTimeout(at, 2, kill.point);
      const sent = await sending;
      at('transfer made, answer not written down');
      return sent;
    },
  };
}
