-- What was paid for an invoice and credited afterwards is the store's. It settles the store's next invoices, or is paid out by bank.
-- invoices.paid_cents is what of all payments stands on this invoice: a use moves it from one invoice to another, or off to the bank.
create index invoices_in_credit on invoices (store_id) where credited_cents + paid_cents > total_cents;

-- proposed → posted | declined
create table store_credit_payouts (
  id uuid primary key default uuid_v7(),
  store_id uuid not null references stores,
  status text not null default 'proposed' check (status in ('proposed', 'posted', 'declined')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_cents bigint not null check (amount_cents > 0),
  paid_on date not null,
  bank_reference text not null check (bank_reference <> ''),
  note text not null check (note <> ''),
  proposed_by uuid not null references users,
  decided_by uuid references users,
  decided_at timestamptz,
  ledger_transaction_id uuid unique references ledger_transactions,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((status = 'proposed') = (decided_by is null)),
  check ((status = 'posted') = (ledger_transaction_id is not null)),
  check (status <> 'posted' or decided_by <> proposed_by)
);
create unique index store_credit_payouts_one_at_a_time on store_credit_payouts (store_id) where status = 'proposed';
create index store_credit_payouts_newest on store_credit_payouts (created_at desc, id desc);
insert into state_transitions values ('store_credit_payouts', 'proposed', 'posted'), ('store_credit_payouts', 'proposed', 'declined');
create trigger store_credit_payouts_machine after insert or update of status on store_credit_payouts
  for each row execute function follow_machine('store_credit_payouts');

-- One of to_invoice_id and payout_id: where it went.
create table store_credit_uses (
  id uuid primary key default uuid_v7(),
  store_id uuid not null references stores,
  from_invoice_id uuid not null references invoices,
  to_invoice_id uuid references invoices check (to_invoice_id <> from_invoice_id),
  payout_id uuid references store_credit_payouts,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_cents bigint not null check (amount_cents > 0),
  used_at timestamptz not null,
  check ((to_invoice_id is null) <> (payout_id is null))
);
create index store_credit_uses_from on store_credit_uses (from_invoice_id);
create index store_credit_uses_to on store_credit_uses (to_invoice_id) where to_invoice_id is not null;
create index store_credit_uses_paid_out on store_credit_uses (payout_id) where payout_id is not null;
create index store_credit_uses_newest on store_credit_uses (used_at desc, id desc);
create trigger store_credit_uses_append_only before update or delete on store_credit_uses
  for each row execute function refuse_change();
revoke update, delete, truncate on store_credit_uses from stackr_app;
