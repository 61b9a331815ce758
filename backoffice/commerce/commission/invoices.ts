import type { Db } from '#db/connection.ts';

/** A wholesaler's month in a currency. month: its first day. */
export interface CommissionMonth {
  wholesalerId: string;
  currency: string;
  month: string;
}

/** Who a commission invoice is billed to, and where that is for tax. */
export interface BillTo {
  address: {
    name: string;
    line1: string;
    line2: string | null;
    city: string;
    region: string | null;
    postalCode: string;
    country: string;
  };
  vatId: string | null;
  email: string;
  country: string;
}

export interface CommissionInvoice extends CommissionMonth {
  id: string;
  number: string;
  issuedOn: string;
  netCents: number;
  taxTreatment: 'taxed' | 'reverse_charge' | 'outside';
  taxRateBp: number;
  taxCents: number;
  totalCents: number;
  billTo: BillTo;
}

/** SQL: what the commission account moved for parts, to the platform positive, each with its part and moment. */
const MOVED = `
  from ledger_accounts a join ledger_entries e on e.account_id = a.id and a.kind = 'commission_revenue'
  join ledger_transactions t on t.id = e.transaction_id join wholesaler_orders p on p.id = e.wholesaler_order_id`;
const OF_MONTH = `
  p.wholesaler_id = :wholesalerId and e.currency = :currency
  and t.occurred_at >= cast(:month as date) at time zone 'UTC' and t.occurred_at < (cast(:month as date) + interval '1 month') at time zone 'UTC'`;

/** Months before `today`'s in which commission moved and that have no invoice yet, the oldest first; none before billing began. */
export async function listUnbilled(db: Db, today: string): Promise<CommissionMonth[]> {
  const { rows } = await db.raw(
    `select moved."wholesalerId", moved.currency, moved.month from (
       select distinct p.wholesaler_id as "wholesalerId", e.currency, cast(date_trunc('month', t.occurred_at at time zone 'UTC') as date) as month ${MOVED}
       where t.occurred_at < date_trunc('month', cast(:today as date)::timestamp) at time zone 'UTC') moved
     where not exists (select from commission_invoices i
       where i.wholesaler_id = moved."wholesalerId" and i.currency = moved.currency and i.month = moved.month)
       and not exists (select from accounting_settings s where moved.month < s.commission_billed_from)
     order by moved.month, moved."wholesalerId", moved.currency`,
    { today },
  );
  return rows;
}

/** Holds the numbers of a year: what is read and written after this is seen by one process at a time. */
export async function lockNumbers(trx: Db, year: number): Promise<void> {
  await trx.raw(
    `insert into commission_invoice_numbers (year) values (?) on conflict (year) do update set year = excluded.year`,
    [year],
  );
}

/** Null: the month has its invoice. */
export async function readMonth(trx: Db, of: CommissionMonth): Promise<{ netCents: number; billTo: BillTo } | null> {
  const { rows } = await trx.raw(
    `select (select coalesce(-sum(e.amount_cents), 0)::bigint ${MOVED} where ${OF_MONTH}) as "netCents",
       json_build_object('vatId', w.tax_id, 'email', w.contact_email, 'country', w.country, 'address', json_build_object(
         'name', coalesce(a.name, w.name), 'line1', coalesce(a.line1, ''), 'line2', a.line2, 'city', coalesce(a.city, ''),
         'region', a.region, 'postalCode', coalesce(a.postal_code, ''), 'country', coalesce(a.country, w.country))) as "billTo"
     from wholesalers w left join addresses a on a.wholesaler_id = w.id and a.is_default
     where w.id = :wholesalerId and not exists (select from commission_invoices i
       where i.wholesaler_id = :wholesalerId and i.currency = :currency and i.month = cast(:month as date))`,
    { ...of },
  );
  return rows[0] ?? null;
}

/** With the next number of the year of its issue. */
export async function insertInvoice(
  trx: Db,
  invoice: Omit<CommissionInvoice, 'id' | 'number'>,
): Promise<{ id: string; number: string }> {
  const { rows } = await trx.raw(
    `with counted as (
       update commission_invoice_numbers set last = last + 1 where year = extract(year from cast(:issuedOn as date)) returning year, last
     )
     insert into commission_invoices (number, wholesaler_id, currency, month, issued_on, net_cents, tax_treatment, tax_rate_bp, tax_cents, total_cents, bill_to)
     select 'C-' || year || '-' || lpad(cast(last as text), greatest(4, length(cast(last as text))), '0'), cast(:wholesalerId as uuid), :currency, cast(:month as date),
       cast(:issuedOn as date), cast(:netCents as bigint), :taxTreatment, cast(:taxRateBp as int), cast(:taxCents as bigint), cast(:totalCents as bigint), cast(:billTo as jsonb)
     from counted returning id, number`,
    { ...invoice, billTo: JSON.stringify(invoice.billTo) },
  );
  return rows[0];
}

const INVOICE = `
  select id, number, wholesaler_id as "wholesalerId", currency, month, issued_on as "issuedOn", net_cents as "netCents", tax_treatment as "taxTreatment",
    tax_rate_bp as "taxRateBp", tax_cents as "taxCents", total_cents as "totalCents", bill_to as "billTo"
  from commission_invoices`;

/** wholesalerId: another's does not exist. */
export async function findCommissionInvoice(
  db: Db,
  { id, wholesalerId = null }: { id: string; wholesalerId?: string | null },
): Promise<CommissionInvoice | null> {
  const own = 'cast(:wholesalerId as uuid) is null or wholesaler_id = cast(:wholesalerId as uuid)';
  return (await db.raw(`${INVOICE} where id = :id and (${own})`, { id, wholesalerId })).rows[0] ?? null;
}

/** An order's commission, or what a refund gave back of it. One rate: the line's; null: its lines differ. */
export interface BilledLine {
  occurredOn: string;
  orderNumber: string | null;
  description: string;
  baseCents: number;
  percentBp: number | null;
  fixedCents: number;
  commissionCents: number;
}

const MOST_LINES = 500;

/** What an invoice bills, order by order; above 500 movements a sum a day. */
export async function listBilled(db: Db, of: CommissionMonth): Promise<BilledLine[]> {
  const { rows } = await db.raw(
    `with moved as (
       select t.id, t.kind, t.memo, t.refund_id, t.occurred_at, p.id as part_id, p.order_id, p.number, -sum(e.amount_cents) as cents ${MOVED}
       where ${OF_MONTH} group by t.id, p.id
     ), told as (
       select m.occurred_at, m.number, m.cents, given.base,
         case when m.kind <> 'order_placed' then m.memo when o.channel = 'b2b' then 'Wholesale order' else 'Retail order' end as description, rates.percent_bp, rates.fixed_cents
       from moved m join orders o on o.id = m.order_id
       left join lateral (
         select case when count(distinct (c.percent_bp, c.fixed_cents)) = 1 then min(c.percent_bp) end as percent_bp, coalesce(min(c.fixed_cents), 0) as fixed_cents,
           sum(c.base_cents) as base from commissions c where c.wholesaler_order_id = m.part_id) rates on true
       left join lateral (
         select case when m.refund_id is null then rates.base else -(
           select coalesce(sum(r.goods_cents + r.subsidy_cents - case when o.prices_include_tax then r.tax_cents else 0 end), 0)
           from refund_lines r join order_lines l on l.id = r.order_line_id join orders o on o.id = l.order_id where r.refund_id = m.refund_id) end as base) given on true
     ), counted as (select count(*) as lines from told)
     select cast(cast(told.occurred_at at time zone 'UTC' as date) as text) as "occurredOn", told.number as "orderNumber",
       told.description, told.base::bigint as "baseCents", told.percent_bp as "percentBp",
       told.fixed_cents as "fixedCents", told.cents::bigint as "commissionCents", told.occurred_at as at
     from told, counted where counted.lines <= ${MOST_LINES}
     union all
     select cast(cast(told.occurred_at at time zone 'UTC' as date) as text), null, count(*) || ' orders and refunds', sum(told.base)::bigint, null, 0,
       sum(told.cents)::bigint, min(told.occurred_at)
     from told, counted where counted.lines > ${MOST_LINES} group by 1
     order by at, "orderNumber"`,
    { ...of },
  );
  return rows.map(({ at: _, ...line }: BilledLine & { at: Date }) => line);
}
