import type { Db } from '#db/connection.ts';

/** Days past the due day. */
export type AgeingBucket = 'not_due' | 'days_1_30' | 'days_31_60' | 'days_over_60';
export interface OwingStore {
  id: string;
  name: string;
  invoices: number;
  openCents: number;
  overdueCents: number;
  oldestDueOn: string;
}
export interface Receivables {
  buckets: Record<AgeingBucket, { cents: number; invoices: number }>;
  /** The one that owes the most overdue first. */
  stores: OwingStore[];
  /** What we owe stores, by their paid invoices that were credited since; the most first. */
  credits: { id: string; name: string; cents: number }[];
}

export function ageingOf(dueOn: string, today: string): AgeingBucket {
  const days = Math.round((Date.parse(today) - Date.parse(dueOn)) / 86_400_000);
  if (days <= 0) return 'not_due';
  if (days <= 30) return 'days_1_30';
  return days <= 60 ? 'days_31_60' : 'days_over_60';
}

/** What stores owe on open invoices, by age and by store. One statement. */
export async function readReceivables(db: Db, today: string): Promise<Receivables> {
  const { rows } = await db.raw(
    `with owed as (
       select i.store_id, i.due_on, i.total_cents - i.credited_cents - i.paid_cents as cents, cast(:today as date) - i.due_on as days
       from invoices i where i.status = 'open'
     ), buckets as (
       select case when days <= 0 then 'not_due' when days <= 30 then 'days_1_30' when days <= 60 then 'days_31_60' else 'days_over_60' end as bucket,
         sum(cents)::bigint as cents, count(*)::int as invoices from owed group by 1
     ), owing as (
       select s.id, s.name, count(*)::int as invoices, sum(cents)::bigint as "openCents",
         coalesce(sum(cents) filter (where days > 0), 0)::bigint as "overdueCents", min(due_on) as "oldestDueOn"
       from owed join stores s on s.id = owed.store_id group by s.id
     ), credits as (
       select s.id, s.name, sum(i.credited_cents + i.paid_cents - i.total_cents)::bigint as cents
       from invoices i join stores s on s.id = i.store_id where i.credited_cents + i.paid_cents > i.total_cents group by s.id
     )
     select coalesce((select json_object_agg(bucket, json_build_object('cents', cents, 'invoices', invoices)) from buckets), '{}') as buckets,
       coalesce((select json_agg(owing order by "overdueCents" desc, "openCents" desc, name) from owing), '[]') as stores,
       coalesce((select json_agg(credits order by cents desc, name) from credits), '[]') as credits`,
    { today },
  );
  const none = { cents: 0, invoices: 0 };
  return {
    stores: rows[0].stores,
    credits: rows[0].credits,
    buckets: { not_due: none, days_1_30: none, days_31_60: none, days_over_60: none, ...rows[0].buckets },
  };
}
