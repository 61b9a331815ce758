-- Reports read a period page by page, in the order of these.
create index wholesaler_orders_by_placing on wholesaler_orders (placed_at, id) where placed_at is not null;
create index payouts_by_day on payouts (batch_date, id);

-- Which account of the bookkeeping each ledger account is. The numbers are those of the German SKR 03; finance sets its own.
create table accounting_accounts (
  id uuid primary key default uuid_v7(),
  kind text not null unique,
  number text not null check (number ~ '^[0-9]{4,8}$'),
  name text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
insert into accounting_accounts (kind, number, name) values
  ('stripe_clearing', '1360', 'Money in transit at Stripe'),
  ('bank', '1200', 'Bank'),
  ('store_receivable', '1410', 'Receivables from stores'),
  ('wholesaler_pending', '1590', 'Owed to wholesalers, not yet delivered'),
  ('wholesaler_payable', '1610', 'Payables to wholesalers'),
  ('wholesaler_reserve', '1611', 'Reserves held back from wholesalers'),
  ('commission_revenue', '8510', 'Commission revenue'),
  ('shipping_revenue', '8200', 'Shipping recovered'),
  ('tax_payable', '1770', 'Value added tax'),
  ('promotions', '4610', 'Promotions'),
  ('refunds_in_flight', '1792', 'Refunds on their way'),
  ('disputes', '1500', 'Disputed payments'),
  ('adjustments', '4900', 'Adjustments'),
  ('stripe_fees', '4970', 'Payment processing fees');

-- One row: who the bookkeeper is, for the heading of a DATEV file.
create table accounting_settings (
  id integer primary key default 1 check (id = 1),
  consultant_number integer not null default 1001 check (consultant_number between 1001 and 9999999),
  client_number integer not null default 1 check (client_number between 1 and 99999),
  account_length integer not null default 4 check (account_length between 4 and 8),
  fiscal_year_starts_in integer not null default 1 check (fiscal_year_starts_in between 1 and 12),
  updated_at timestamptz not null default now()
);
insert into accounting_settings default values;
