import type { Db } from '#db/connection.ts';

/** Days after the due day on which a store is reminded; −3 is three days before it. */
export const REMINDER_DAYS = [-3, 1, 7, 14] as const;

export interface DueReminder {
  invoiceId: string;
  number: string;
  orderId: string;
  orderNumber: string;
  poNumber: string | null;
  storeName: string;
  currency: string;
  openCents: number;
  dueOn: string;
  /** The reminder whose day has come last; a run that was missed sends it later. */
  day: (typeof REMINDER_DAYS)[number];
  /** The store's owners. */
  people: { id: string; name: string; email: string }[];
}

/** Open invoices that have reached a reminder, each with its latest. Letters are deduplicated by their key, so asking twice is harmless. */
export async function listDueReminders(db: Db, today: string): Promise<DueReminder[]> {
  const { rows } = await db.raw(
    `select i.id as "invoiceId", i.number, o.id as "orderId", o.number as "orderNumber", o.po_number as "poNumber", s.name as "storeName", i.currency,
       i.total_cents - i.credited_cents - i.paid_cents as "openCents", to_char(i.due_on, 'YYYY-MM-DD') as "dueOn", reached.day,
       (select json_agg(json_build_object('id', u.id, 'name', u.name, 'email', u.email) order by u.id)
         from store_members m join users u on u.id = m.user_id where m.store_id = s.id and m.member_role = 'owner') as people
     from invoices i join orders o on o.id = i.order_id join stores s on s.id = i.store_id
     cross join lateral (select max(day) as day from unnest(cast(:days as int[])) day where cast(:today as date) >= i.due_on + day) reached
     where i.status = 'open' and reached.day is not null
       and not exists (select from letters l where l.dedupe_key like 'invoice:' || i.id || ':reminder:' || reached.day || ':%')
     order by i.due_on, i.id limit 500`,
    { today, days: [...REMINDER_DAYS] },
  );
  return rows;
}
