import type { Db } from '#db/connection.ts';

export type AttentionKind =
  | 'refund_failed'
  | 'bank_refund_proposed'
  | 'payout_failed'
  | 'payout_held'
  | 'reversal_awaits_release'
  | 'reversal_unanswered'
  | 'transfer_reversed'
  | 'bank_payout_failed'
  | 'account_restricted'
  | 'dispute_to_answer'
  | 'credit_payout_proposed'
  | 'credit_unused';

/** Something of finance's that does not mend itself. */
export interface Attention {
  kind: AttentionKind;
  /** The record it is about. */
  table: string;
  id: string;
  subject: string;
  party: string;
  currency: string | null;
  amountCents: number | null;
  since: Date;
  detail: string | null;
  /** Until when it can be done. */
  dueAt: Date | null;
}

/** The oldest first; more than the limit are counted, not listed. */
export async function listAttention(db: Db, limit: number): Promise<{ items: Attention[]; count: number }> {
  const { rows } = await db.raw(
    `select kind, subject_table as "table", subject_id as id, subject, party, currency, amount_cents as "amountCents", since, detail, due_at as "dueAt",
       cast(count(*) over () as int) as count
     from finance_attention order by since, subject_id, kind limit ?`,
    [limit],
  );
  return { items: rows.map(({ count: _, ...item }: { count: number }) => item), count: rows[0]?.count ?? 0 };
}

export async function countAttention(db: Db): Promise<number> {
  const { rows } = await db.raw('select cast(count(*) as int) as count from finance_attention');
  return rows[0].count;
}
