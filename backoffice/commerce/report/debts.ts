import { bounds, cut, day, integer, money, type Report, text, time, timeOf } from './report.ts';

export const payoutsReport: Report = {
  title: 'Payouts',
  about: 'Every payout of the batches in the period, also those that are not sent.',
  groupBy: { label: 'Status', key: 'status' },
  sums: ['amountCents'],
  columns: [
    text('number', 'Payout'),
    day('batchDate', 'Batch'),
    text('wholesaler', 'Wholesaler'),
    text('status', 'Status'),
    text('reason', 'Reason'),
    text('currency', 'Currency'),
    money('amountCents', 'Amount'),
    integer('entryCount', 'Entries'),
    text('transferId', 'Transfer'),
    text('accountId', 'Stripe account'),
    time('sentAt', 'Sent'),
  ],
  async page(db, asked) {
    const { rows } = await db.raw(
      `select p.number, to_char(p.batch_date, 'YYYY-MM-DD') as "batchDate", w.name as wholesaler, p.status, p.status_reason as reason, p.currency, p.amount_cents as "amountCents",
         (select count(*)::int from payout_entries e where e.payout_id = p.id) as "entryCount", p.stripe_transfer_id as "transferId", p.stripe_account_id as "accountId",
         ${timeOf('p.sent_at')} as "sentAt", json_build_object('at', p.batch_date, 'id', p.id) as cursor
       from payouts p join wholesalers w on w.id = p.wholesaler_id
       where p.batch_date between cast(:from as date) and cast(:to as date) and (p.batch_date, p.id) > (coalesce(cast(:at as date), '-infinity'), coalesce(cast(:id as uuid), '00000000-0000-0000-0000-000000000000'))
       order by p.batch_date, p.id limit :limit`,
      bounds(asked, ['at', 'id']),
    );
    return cut(rows, asked.limit);
  },
};

/** As of the period's last day, whatever has been paid since: the ledger remembers. */
export const receivablesReport: Report = {
  title: 'Receivables',
  about: 'What stores owed at the end of the last day, invoice by invoice and by age.',
  groupBy: { label: 'Age', key: 'age' },
  sums: ['totalCents', 'openCents'],
  columns: [
    text('number', 'Invoice'),
    text('orderNumber', 'Order'),
    text('store', 'Store'),
    day('issuedOn', 'Issued'),
    day('dueOn', 'Due'),
    integer('daysOverdue', 'Days overdue'),
    text('age', 'Age'),
    text('currency', 'Currency'),
    money('totalCents', 'Total'),
    money('openCents', 'Open'),
  ],
  async page(db, asked) {
    const { rows } = await db.raw(
      `with page as materialized (
         select * from invoices where issued_on <= cast(:to as date) and status <> 'void' and id > coalesce(cast(:id as uuid), '00000000-0000-0000-0000-000000000000') order by id limit :limit
       ), owed as (
         select i.*, cast(:to as date) - i.due_on as days, coalesce((select sum(e.amount_cents) from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
           join ledger_accounts a on a.id = e.account_id and a.kind = 'store_receivable'
           where t.order_id = i.order_id and t.occurred_at < (cast(:to as timestamp) + interval '1 day') at time zone 'UTC'), 0)::bigint as open from page i
       )
       select i.number, o.number as "orderNumber", s.name as store, to_char(i.issued_on, 'YYYY-MM-DD') as "issuedOn", to_char(i.due_on, 'YYYY-MM-DD') as "dueOn",
         greatest(i.days, 0) as "daysOverdue", case when i.days <= 0 then 'Not due yet' when i.days <= 30 then '1 to 30 days overdue'
           when i.days <= 60 then '31 to 60 days overdue' else 'More than 60 days overdue' end as age,
         i.currency, i.total_cents as "totalCents", i.open as "openCents", json_build_object('id', i.id) as cursor
       from owed i join orders o on o.id = i.order_id join stores s on s.id = i.store_id order by i.id`,
      bounds(asked, ['id']),
    );
    const { rows: all, next } = cut(rows, asked.limit);
    return { rows: all.filter(row => row.openCents !== 0), next };
  },
};
