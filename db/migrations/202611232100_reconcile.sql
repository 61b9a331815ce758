-- What the payment processor says happened to our balance there, beside what the ledger says.

-- One comparison with the processor, asked for by a person or by the night. cursor: the last movement read, so that a run that was cut
-- off between two pages goes on there. reads_from: what was read by earlier runs is not read again, but for an overlap.
-- reading → finished
create table reconciliations (
  id uuid primary key default uuid_v7(),
  status text not null default 'reading' check (status in ('reading', 'finished')),
  requested_by uuid references users,
  reads_from timestamptz,
  cursor text,
  read_count integer not null default 0 check (read_count >= 0),
  difference_count integer not null default 0 check (difference_count >= 0),
  ledger_cents jsonb not null default '{}',
  processor_cents jsonb not null default '{}',
  started_at timestamptz not null,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((status = 'finished') = (finished_at is not null))
);
create unique index reconciliations_one_at_a_time on reconciliations ((true)) where status = 'reading';
create index reconciliations_newest on reconciliations (started_at desc, id desc);
insert into state_transitions values ('reconciliations', 'reading', 'finished');
create trigger reconciliations_machine after insert or update of status on reconciliations
  for each row execute function follow_machine('reconciliations');
comment on column reconciliations.ledger_cents is 'by currency: what the ledger says lies at the processor';
comment on column reconciliations.processor_cents is 'by currency: what the processor''s movements come to';

-- As read, never changed. amount_cents: before the fee, positive to us. reference: the object it is about (a charge, refund, transfer, dispute).
-- about: what that object says of itself {orderId, refundId, payoutId, accountId, …}.
create table balance_transactions (
  id uuid primary key default uuid_v7(),
  stripe_id text not null unique,
  reconciliation_id uuid not null references reconciliations,
  kind text not null check (kind in ('charge', 'refund', 'refund_failure', 'transfer', 'transfer_reversal', 'dispute', 'fee', 'top_up', 'bank_payout', 'other')),
  type text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_cents bigint not null,
  fee_cents bigint not null default 0,
  reference text,
  about jsonb not null default '{}',
  description text,
  occurred_at timestamptz not null,
  available_on timestamptz not null,
  created_at timestamptz not null default now()
);
create index balance_transactions_newest on balance_transactions (occurred_at desc, id desc);
create index balance_transactions_by_reference on balance_transactions (reference);
create index balance_transactions_by_run on balance_transactions (reconciliation_id);
create trigger balance_transactions_append_only before update or delete on balance_transactions
  for each row execute function refuse_change();

-- What does not agree. movement and reference name it on both sides; ledger_cents and processor_cents are null where a side knows nothing.
-- open → proposed (an adjusting entry waits for a second person) → resolved | open; open → resolved (by a note alone);
-- open, proposed → cleared (a later run found it in agreement)
create table reconciliation_differences (
  id uuid primary key default uuid_v7(),
  kind text not null check (kind in ('unknown_to_us', 'missing_at_processor', 'not_posted', 'amount_differs', 'fee_differs', 'currency_differs', 'duplicate', 'account_differs')),
  status text not null default 'open' check (status in ('open', 'proposed', 'resolved', 'cleared')),
  movement text not null,
  reference text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  ledger_cents bigint,
  processor_currency text not null check (processor_currency ~ '^[A-Z]{3}$'),
  processor_cents bigint,
  explanation text not null,
  stripe_object text,
  balance_transaction_id uuid references balance_transactions,
  order_id uuid references orders,
  refund_id uuid references refunds,
  payout_id uuid references payouts,
  occurred_at timestamptz not null,
  first_seen_in uuid not null references reconciliations,
  last_seen_in uuid not null references reconciliations,
  note text,
  counter_account text check (counter_account in ('stripe_fees', 'adjustments', 'bank', 'disputes', 'refunds_in_flight')),
  proposed_by uuid references users,
  decided_by uuid references users,
  ledger_transaction_id uuid references ledger_transactions,
  resolved_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (status <> 'resolved' or (note is not null and resolved_at is not null and proposed_by is not null)),
  check (status <> 'proposed' or (note is not null and counter_account is not null and proposed_by is not null)),
  check (ledger_transaction_id is null or (decided_by is not null and decided_by <> proposed_by))
);
create unique index reconciliation_differences_one_open on reconciliation_differences (movement, reference, kind) where status in ('open', 'proposed');
create index reconciliation_differences_open on reconciliation_differences (status, occurred_at desc, id desc) where status in ('open', 'proposed');
create index reconciliation_differences_newest on reconciliation_differences (created_at desc, id desc);
insert into state_transitions values
  ('reconciliation_differences', 'open', 'proposed'), ('reconciliation_differences', 'proposed', 'resolved'), ('reconciliation_differences', 'proposed', 'open'),
  ('reconciliation_differences', 'open', 'resolved'), ('reconciliation_differences', 'open', 'cleared'), ('reconciliation_differences', 'proposed', 'cleared');
create trigger reconciliation_differences_machine after insert or update of status on reconciliation_differences
  for each row execute function follow_machine('reconciliation_differences');

-- What the ledger says happened at the processor, one row a transaction and currency, named as the processor names it: the charge, refund,
-- transfer or dispute it is about. A cause that begins with dispute:<Stripe's id>: is about that dispute, with :fee at the end about its fee.
create view clearing_movements as
with moved as (
  select e.transaction_id, e.currency, cast(sum(e.amount_cents) as bigint) as amount_cents
  from ledger_accounts a join ledger_entries e on e.account_id = a.id where a.kind = 'stripe_clearing'
  group by e.transaction_id, e.currency having sum(e.amount_cents) <> 0
), named as (
  select m.*, t.kind as posted_as, t.cause, t.memo, t.occurred_at, t.order_id, t.refund_id, t.payout_id, split_part(t.cause, ':', 2) as second, d.movement, d.reference as difference_reference,
    exists (select from ledger_entries o join ledger_accounts b on b.id = o.account_id where o.transaction_id = t.id and b.kind = 'bank') as is_bank
  from moved m join ledger_transactions t on t.id = m.transaction_id
  left join reconciliation_differences d on t.cause = 'difference:' || d.id || ':resolved'
)
select n.transaction_id, n.currency, n.amount_cents, n.memo, n.occurred_at, n.order_id, n.refund_id, n.payout_id, kinds.kind,
  case
    when n.movement is not null then n.difference_reference
    when n.posted_as = 'order_placed' then paid.stripe_charge_id
    when n.cause like 'charge:%' or n.cause like 'dispute:%' then n.second
    when n.posted_as = 'invoice_paid' then settled.stripe_charge_id
    when n.posted_as = 'refund' then r.stripe_refund_id
    when n.posted_as = 'payout' then y.stripe_transfer_id
    when n.posted_as = 'transfer_reversed' then n.second
  end as reference
from named n
cross join lateral (select case
    when n.movement is not null then n.movement
    when n.cause like 'charge:%:fee' or n.cause like 'dispute:%:fee' then 'fee'
    when n.cause like 'dispute:%' then 'dispute'
    when n.posted_as in ('order_placed', 'invoice_paid') or n.cause like 'charge:%' then 'charge'
    when n.posted_as = 'refund' then 'refund'
    when n.posted_as = 'payout' then 'transfer'
    when n.posted_as = 'transfer_reversed' then 'transfer_reversal'
    when n.is_bank then case when n.amount_cents > 0 then 'top_up' else 'bank_payout' end
    else 'other' end as kind) kinds
left join payments paid on n.posted_as = 'order_placed' and paid.order_id = n.order_id and paid.invoice_id is null and paid.status = 'succeeded'
left join payments settled on n.posted_as = 'invoice_paid' and n.cause like 'invoice:%' and settled.order_id = n.order_id and settled.status = 'succeeded'
  and settled.invoice_id is not null and strpos(n.memo, settled.stripe_charge_id) > 0
left join refunds r on n.posted_as = 'refund' and r.id = n.refund_id
left join payouts y on n.posted_as = 'payout' and y.id = n.payout_id;
