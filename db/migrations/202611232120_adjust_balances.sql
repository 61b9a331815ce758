-- What a wholesaler is given or owes beside its orders, for a reason, by two people. amount_cents: positive to the wholesaler.
-- proposed → posted | declined
create table adjustments (
  id uuid primary key default uuid_v7(),
  wholesaler_id uuid not null references wholesalers,
  status text not null default 'proposed' check (status in ('proposed', 'posted', 'declined')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_cents bigint not null check (amount_cents <> 0),
  reason text not null check (reason <> ''),
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
create index adjustments_by_wholesaler on adjustments (wholesaler_id, created_at desc, id desc);
create index adjustments_newest on adjustments (created_at desc, id desc);
create index adjustments_proposed on adjustments (created_at) where status = 'proposed';
insert into state_transitions values ('adjustments', 'proposed', 'posted'), ('adjustments', 'proposed', 'declined');
create trigger adjustments_machine after insert or update of status on adjustments
  for each row execute function follow_machine('adjustments');
