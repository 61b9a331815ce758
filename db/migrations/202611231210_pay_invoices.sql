-- Invoices are paid by card later; the platform says when wholesalers get their share of orders on terms.

-- invoice_id: this payment settles the invoice of an order on terms.
alter table payments add column invoice_id uuid references invoices;
create unique index payments_one_open_by_invoice on payments (invoice_id) where status = 'pending' and invoice_id is not null;

-- Of an invoice that was paid already a refund is the store's credit: more is credited and paid than was asked for.
do $$
declare name text;
begin
  select conname into name from pg_constraint
  where conrelid = 'invoices'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%(credited_cents + paid_cents) <= total_cents%';
  execute format('alter table invoices drop constraint %I', name);
end $$;
alter table invoices add column paid_at timestamptz;
update invoices set paid_at = updated_at where status = 'paid';
create index invoices_by_store on invoices (store_id, issued_on desc, id desc);
create index invoices_open_by_day on invoices (due_on) where status = 'open';

-- One row. terms_payout: on_delivery pays wholesalers after their hold, whether or not the store has paid; on_payment not before it has.
create table marketplace_settings (
  id integer primary key default 1 check (id = 1),
  terms_payout text not null default 'on_delivery' check (terms_payout in ('on_delivery', 'on_payment')),
  updated_by uuid references users on delete set null,
  updated_at timestamptz not null default now()
);
insert into marketplace_settings default values;
