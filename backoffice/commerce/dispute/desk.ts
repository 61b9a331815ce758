import type { Db } from '#db/connection.ts';

export interface DisputeMessage {
  at: string;
  wholesaler: string;
  author: string;
  body: string;
}

export interface DisputeHistory {
  /** Every status with its moment. */
  timeline: { status: string; at: string }[];
  /** What wholesalers told the desk, or with a part what that one told. */
  messages: DisputeMessage[];
  /** What the dispute did to each account so far. */
  booked: { account: string; amountCents: number }[];
}

/** partId: only what this wholesaler said, and nothing of the ledger. */
export async function readDisputeHistory(
  db: Db,
  { disputeId, partId }: { disputeId: string; partId: string | null },
): Promise<DisputeHistory> {
  const { rows } = await db.raw(
    `select
       coalesce((select json_agg(json_build_object('status', c.to_status, 'at', ${iso('c.changed_at')}) order by c.id)
         from status_changes c where c.machine = 'disputes' and c.subject_id = d.id), '[]') as timeline,
       coalesce((select json_agg(json_build_object('at', ${iso('m.created_at')}, 'wholesaler', w.name, 'author', u.name, 'body', m.body) order by m.created_at, m.id)
         from dispute_messages m join dispute_parts p on p.id = m.dispute_part_id join wholesalers w on w.id = p.wholesaler_id join users u on u.id = m.author_id
         where p.dispute_id = d.id and (cast(:partId as uuid) is null or p.id = :partId)), '[]') as messages,
       case when cast(:partId as uuid) is null then coalesce((select json_agg(b) from (
         select a.kind as account, sum(e.amount_cents)::bigint as "amountCents"
         from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id
         where t.kind = 'dispute' and t.cause like 'dispute:' || d.stripe_dispute_id || ':%' group by a.kind having sum(e.amount_cents) <> 0 order by a.kind) b), '[]')
         else '[]' end as booked
     from disputes d where d.id = :disputeId`,
    { disputeId, partId },
  );
  return rows[0];
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
