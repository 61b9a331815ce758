-- A refund that failed, even weeks after it had succeeded, is tried again or paid from the bank account; the buyer is owed it until then.
-- pending → sent → succeeded | failed; pending → failed; succeeded → failed; failed → pending (the next attempt) | paid_by_bank
alter table refunds add column attempt integer not null default 1 check (attempt > 0);
alter table refunds drop constraint refunds_status_check;
alter table refunds add constraint refunds_status_check check (status in ('pending', 'sent', 'succeeded', 'failed', 'paid_by_bank'));
insert into state_transitions values ('refunds', 'failed', 'paid_by_bank');
create index refunds_failed on refunds (updated_at) where status = 'failed';

-- How each attempt that failed did so. stripe_refund_id null: it was refused before it began.
create table refund_failures (
  id uuid primary key default uuid_v7(),
  refund_id uuid not null references refunds,
  attempt integer not null check (attempt > 0),
  stripe_refund_id text,
  reason text,
  failed_at timestamptz not null,
  unique (refund_id, attempt)
);
insert into refund_failures (refund_id, attempt, stripe_refund_id, reason, failed_at)
  select id, 1, stripe_refund_id, failure_reason, updated_at from refunds where status = 'failed';
create trigger refund_failures_append_only before update or delete on refund_failures
  for each row execute function refuse_change();
revoke update, delete, truncate on refund_failures from stackr_app;

-- A refund that was paid from the bank account: by whom and when, and who agreed that it was.
-- proposed → posted | declined
create table refund_bank_payments (
  id uuid primary key default uuid_v7(),
  refund_id uuid not null references refunds,
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
create unique index refund_bank_payments_one_at_a_time on refund_bank_payments (refund_id) where status <> 'declined';
create index refund_bank_payments_newest on refund_bank_payments (created_at desc, id desc);
insert into state_transitions values ('refund_bank_payments', 'proposed', 'posted'), ('refund_bank_payments', 'proposed', 'declined');
create trigger refund_bank_payments_machine after insert or update of status on refund_bank_payments
  for each row execute function follow_machine('refund_bank_payments');
