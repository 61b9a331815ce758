-- Money that finance takes back from a wholesaler's account at Stripe, in part or whole of a transfer, and why. Written before Stripe is asked.
-- awaiting_release (above the limit for one person) → pending | declined; pending → sending → reversed | refused
create table transfer_reversals (
  id uuid primary key default uuid_v7(),
  payout_id uuid not null references payouts,
  status text not null check (status in ('awaiting_release', 'pending', 'sending', 'reversed', 'refused', 'declined')),
  status_reason text,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_cents bigint not null check (amount_cents > 0),
  reason text not null check (reason <> ''),
  request_key text not null unique,
  requested_by uuid not null references users,
  decided_by uuid references users,
  attempt integer not null default 0 check (attempt >= 0),
  sending_since timestamptz,
  stripe_reversal_id text unique,
  reversed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (decided_by is null or decided_by <> requested_by or status = 'declined'),
  check ((status = 'reversed') = (stripe_reversal_id is not null and reversed_at is not null)),
  check (status <> 'sending' or sending_since is not null)
);
create index transfer_reversals_by_payout on transfer_reversals (payout_id);
create index transfer_reversals_unfinished on transfer_reversals (created_at) where status in ('awaiting_release', 'pending', 'sending');
create index transfer_reversals_newest on transfer_reversals (created_at desc, id desc);
insert into state_transitions values
  ('transfer_reversals', 'awaiting_release', 'pending'), ('transfer_reversals', 'awaiting_release', 'declined'), ('transfer_reversals', 'pending', 'sending'),
  ('transfer_reversals', 'sending', 'reversed'), ('transfer_reversals', 'sending', 'refused');
create trigger transfer_reversals_machine after insert or update of status on transfer_reversals
  for each row execute function follow_machine('transfer_reversals');

-- Never more than was sent: what came back by the ledger and what is asked for, counted under the payout's lock.
create function refuse_reversal_above_transfer() returns trigger language plpgsql as $$
declare sent bigint; back bigint; asked bigint;
begin
  select case when status = 'sent' then amount_cents else 0 end into sent from payouts where id = new.payout_id for update;
  select coalesce(-sum(e.amount_cents), 0) into back from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
    join ledger_accounts a on a.id = e.account_id and a.kind = 'wholesaler_payable'
    where t.payout_id = new.payout_id and t.kind = 'transfer_reversed';
  select coalesce(sum(amount_cents), 0) into asked from transfer_reversals
    where payout_id = new.payout_id and id <> new.id and status in ('awaiting_release', 'pending', 'sending');
  if back + asked + new.amount_cents > sent then
    raise exception 'reversals of payout % would come to % of % sent', new.payout_id, back + asked + new.amount_cents, sent
      using errcode = 'check_violation', constraint = 'reversals_within_transfer';
  end if;
  return new;
end $$;
create trigger reversals_within_transfer before insert or update of amount_cents, payout_id on transfer_reversals
  for each row execute function refuse_reversal_above_transfer();
