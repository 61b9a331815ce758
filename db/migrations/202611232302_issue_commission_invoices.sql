-- What the platform bills a wholesaler for a month: the commissions it kept less those it gave back, with VAT. A month that gave back more is a
-- credit note: its amounts are negative. Never changed: a correction is another month's.
create table commission_invoices (
  id uuid primary key default uuid_v7(),
  number text not null unique check (number ~ '^C-[0-9]{4}-[0-9]{4,}$'),
  wholesaler_id uuid not null references wholesalers,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  month date not null check (extract(day from month) = 1),
  issued_on date not null check (issued_on >= month + interval '1 month'),
  net_cents bigint not null,
  tax_treatment text not null check (tax_treatment in ('taxed', 'reverse_charge', 'outside')),
  tax_rate_bp integer not null check (tax_rate_bp between 0 and 10000),
  tax_cents bigint not null,
  total_cents bigint not null,
  -- Who it is billed to, as it was then.
  bill_to jsonb not null,
  created_at timestamptz not null default now(),
  unique (wholesaler_id, currency, month),
  check (total_cents = net_cents + tax_cents),
  check (tax_treatment = 'taxed' or (tax_rate_bp = 0 and tax_cents = 0))
);
create index commission_invoices_newest on commission_invoices (created_at desc, id desc);
create trigger commission_invoices_append_only before update or delete on commission_invoices
  for each row execute function refuse_change();

-- The last number of a year of issue. Counted up in the transaction that issues: none is left out.
create table commission_invoice_numbers (
  year integer primary key,
  last integer not null default 0 check (last >= 0)
);

-- Where the application's role was made before: append only is closed to it.
do $$ begin
  if exists (select from pg_roles where rolname = 'stackr_app') then
    grant select, insert on commission_invoices to stackr_app;
    revoke update, delete on commission_invoices from stackr_app;
  end if;
end $$;
