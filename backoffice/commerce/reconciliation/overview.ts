import type { Db } from '#db/connection.ts';

export interface Overview {
  runs: {
    id: string;
    status: string;
    requestedBy: string | null;
    startedAt: string;
    finishedAt: string | null;
    readCount: number;
    differenceCount: number;
  }[];
  /** Of the newest finished run, by currency. */
  totals: { currency: string; ledgerCents: number; processorCents: number; openCents: number }[];
  open: number;
  proposed: number;
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** What the last runs found and whether both sides come to the same sum; one statement. */
export async function readOverview(db: Db): Promise<Overview> {
  const { rows } = await db.raw(
    `with recent as (select * from reconciliations order by started_at desc, id desc limit 12),
     last as (select * from reconciliations where status = 'finished' order by started_at desc, id desc limit 1),
     unsettled as (select * from reconciliation_differences where status in ('open', 'proposed')),
     open as (
       select currency, sum(cents) as cents from (
         select processor_currency as currency, processor_cents as cents from unsettled union all select currency, -ledger_cents from unsettled) sides group by currency
     ), currencies as (
       select jsonb_object_keys(ledger_cents || processor_cents) as currency from last
     )
     select coalesce((select json_agg(json_build_object('id', r.id, 'status', r.status, 'requestedBy', u.name, 'startedAt', ${iso('r.started_at')},
         'finishedAt', ${iso('r.finished_at')}, 'readCount', r.read_count, 'differenceCount', r.difference_count) order by r.started_at desc, r.id desc)
         from recent r left join users u on u.id = r.requested_by), '[]') as runs,
       coalesce((select json_agg(json_build_object('currency', c.currency, 'ledgerCents', coalesce(cast(last.ledger_cents->>c.currency as bigint), 0),
         'processorCents', coalesce(cast(last.processor_cents->>c.currency as bigint), 0), 'openCents', coalesce(open.cents, 0)) order by c.currency)
         from currencies c cross join last left join open using (currency)), '[]') as totals,
       (select count(*)::int from unsettled where status = 'open') as open,
       (select count(*)::int from unsettled where status = 'proposed') as proposed`,
  );
  return rows[0];
}
