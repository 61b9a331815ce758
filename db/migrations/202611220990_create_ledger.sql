-- Double entry, append only. amount_cents: debit positive, credit negative.
--   stripe_clearing      what lies at the payment processor                       (asset)
--   store_receivable     owed by a store on net terms                             (asset)
--   wholesaler_pending   owed to a wholesaler, its goods not yet delivered        (liability)
--   wholesaler_payable   owed to a wholesaler from available_on on                (liability)
--   wholesaler_reserve   held back from a wholesaler                              (liability)
--   commission_revenue, shipping_revenue, tax_payable, promotions, refunds_in_flight, disputes, adjustments, stripe_fees
create table ledger_accounts (
  id uuid primary key default uuid_v7(),
  kind text not null check (kind in ('stripe_clearing', 'store_receivable', 'wholesaler_pending', 'wholesaler_payable', 'wholesaler_reserve',
    'commission_revenue', 'shipping_revenue', 'tax_payable', 'promotions', 'refunds_in_flight', 'disputes', 'adjustments', 'stripe_fees')),
  wholesaler_id uuid references wholesalers,
  store_id uuid references stores,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz not null default now(),
  unique nulls not distinct (kind, wholesaler_id, store_id, currency),
  unique (id, currency),
  check ((kind like 'wholesaler_%') = (wholesaler_id is not null)),
  check ((kind = 'store_receivable') = (store_id is not null))
);
create index ledger_accounts_by_wholesaler on ledger_accounts (wholesaler_id) where wholesaler_id is not null;

-- cause: what happened, once ('order:<id>:placed'); the same cause cannot be posted twice.
create table ledger_transactions (
  id uuid primary key default uuid_v7(),
  kind text not null check (kind in ('order_placed', 'delivered', 'refund', 'payout', 'transfer_reversed', 'dispute', 'fee', 'label', 'adjustment', 'invoice_paid', 'cancelled')),
  cause text not null unique,
  memo text not null,
  order_id uuid references orders,
  wholesaler_order_id uuid references wholesaler_orders,
  refund_id uuid references refunds,
  payout_id uuid,
  occurred_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index ledger_transactions_by_order on ledger_transactions (order_id);
create index ledger_transactions_by_payout on ledger_transactions (payout_id) where payout_id is not null;
create index ledger_transactions_newest on ledger_transactions (occurred_at desc, id desc);

create table ledger_entries (
  id bigint generated always as identity primary key,
  transaction_id uuid not null references ledger_transactions,
  account_id uuid not null,
  wholesaler_order_id uuid references wholesaler_orders,
  currency text not null,
  amount_cents bigint not null check (amount_cents <> 0),
  available_on date,
  created_at timestamptz not null default now(),
  foreign key (account_id, currency) references ledger_accounts (id, currency)
);
create index ledger_entries_by_transaction on ledger_entries (transaction_id);
create index ledger_entries_by_account on ledger_entries (account_id, id);
create index ledger_entries_by_wholesaler_order on ledger_entries (wholesaler_order_id) where wholesaler_order_id is not null;
create index ledger_entries_available on ledger_entries (account_id, available_on) where available_on is not null;
create trigger ledger_entries_append_only before update or delete on ledger_entries
  for each row execute function refuse_change();
create trigger ledger_transactions_append_only before update or delete on ledger_transactions
  for each row execute function refuse_change();

create function refuse_unbalanced() returns trigger language plpgsql as $$
declare wrong text;
begin
  select string_agg(currency || ' ' || total, ', ') into wrong
  from (select currency, sum(amount_cents) as total from ledger_entries
        where transaction_id = new.transaction_id group by currency having sum(amount_cents) <> 0) unbalanced;
  if wrong is not null then
    raise exception 'ledger transaction % does not balance: %', new.transaction_id, wrong
      using errcode = 'check_violation', constraint = 'ledger_transactions_balance';
  end if;
  return null;
end $$;
create constraint trigger ledger_transactions_balance after insert on ledger_entries
  deferrable initially deferred for each row execute function refuse_unbalanced();

-- The snapshot of the rate at the time of the order. base_cents: goods after discount, without tax.
create table commissions (
  id uuid primary key default uuid_v7(),
  order_line_id uuid not null unique references order_lines,
  wholesaler_order_id uuid not null references wholesaler_orders,
  wholesaler_id uuid not null references wholesalers,
  commission_rule_id uuid not null references commission_rules,
  percent_bp integer not null,
  fixed_cents bigint not null,
  base_cents bigint not null check (base_cents >= 0),
  commission_cents bigint not null check (commission_cents between 0 and base_cents),
  created_at timestamptz not null default now()
);
create index commissions_by_wholesaler_order on commissions (wholesaler_order_id);
create trigger commissions_append_only before update or delete on commissions
  for each row execute function refuse_change();

-- One batch a day: the unique date decides which process runs it.
-- running → awaiting_release → running; running → finished
create table payout_batches (
  id uuid primary key default uuid_v7(),
  batch_date date not null unique,
  status text not null default 'running' check (status in ('running', 'awaiting_release', 'finished')),
  lease_until timestamptz,
  lease_holder text,
  released_by uuid references users,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
insert into state_transitions values
  ('payout_batches', 'running', 'awaiting_release'), ('payout_batches', 'awaiting_release', 'running'), ('payout_batches', 'running', 'finished');
create trigger payout_batches_machine after insert or update of status on payout_batches
  for each row execute function follow_machine('payout_batches');

create sequence payout_numbers start 1001;
-- scheduled → sending → sent | failed; scheduled ⇄ held; failed → sending (retry); sending → scheduled (our balance at the processor is short)
create table payouts (
  id uuid primary key default uuid_v7(),
  number text not null unique default 'P-' || nextval('payout_numbers'),
  payout_batch_id uuid not null references payout_batches,
  wholesaler_id uuid not null references wholesalers,
  batch_date date not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_cents bigint not null check (amount_cents > 0),
  status text not null default 'scheduled' check (status in ('scheduled', 'sending', 'sent', 'failed', 'held')),
  status_reason text,
  attempt integer not null default 0 check (attempt >= 0),
  stripe_account_id text not null,
  stripe_transfer_id text unique,
  sending_since timestamptz,
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (wholesaler_id, currency, batch_date),
  unique (id, wholesaler_id),
  check ((status = 'sent') = (stripe_transfer_id is not null and sent_at is not null)),
  check (status <> 'sending' or sending_since is not null)
);
create index payouts_by_wholesaler on payouts (wholesaler_id, batch_date desc);
create index payouts_unfinished on payouts (status, created_at) where status in ('scheduled', 'sending', 'failed', 'held');
create index payouts_newest on payouts (created_at desc, id desc);
insert into state_transitions values
  ('payouts', 'scheduled', 'sending'), ('payouts', 'sending', 'sent'), ('payouts', 'sending', 'failed'), ('payouts', 'sending', 'scheduled'),
  ('payouts', 'failed', 'sending'), ('payouts', 'scheduled', 'held'), ('payouts', 'held', 'scheduled'), ('payouts', 'failed', 'held');
create trigger payouts_machine after insert or update of status on payouts
  for each row execute function follow_machine('payouts');
alter table ledger_transactions add foreign key (payout_id) references payouts;

-- Which payable entries a payout pays. The key makes a second claim of an entry impossible.
create table payout_entries (
  ledger_entry_id bigint primary key references ledger_entries,
  payout_id uuid not null references payouts,
  amount_cents bigint not null
);
create index payout_entries_by_payout on payout_entries (payout_id);
comment on column payout_entries.amount_cents is 'to the wholesaler: the negated ledger amount';

-- Why a wholesaler with a balance got no payout in a batch.
create table payout_carryovers (
  id uuid primary key default uuid_v7(),
  payout_batch_id uuid not null references payout_batches,
  wholesaler_id uuid not null references wholesalers,
  currency text not null,
  amount_cents bigint not null,
  reason text not null check (reason in ('below_minimum', 'negative_balance', 'payouts_paused', 'payouts_not_enabled', 'not_approved')),
  created_at timestamptz not null default now(),
  unique (payout_batch_id, wholesaler_id, currency)
);
create index payout_carryovers_by_wholesaler on payout_carryovers (wholesaler_id, created_at desc);
