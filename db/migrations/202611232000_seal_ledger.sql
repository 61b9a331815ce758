-- A seal's hash covers the seal before it and, in their order, the transactions it seals with their entries: whoever changes one of them
-- would have to change every seal since, and the copies of seals that left the house.
create table ledger_seals (
  number integer primary key check (number > 0),
  previous_hash bytea not null,
  hash bytea not null unique,
  transaction_count integer not null check (transaction_count > 0),
  created_at timestamptz not null default now()
);
create trigger ledger_seals_append_only before update or delete on ledger_seals
  for each row execute function refuse_change();

create table ledger_sealed_transactions (
  transaction_id uuid primary key references ledger_transactions,
  seal_number integer not null references ledger_seals,
  position integer not null check (position > 0),
  unique (seal_number, position)
);
create trigger ledger_sealed_transactions_append_only before update or delete on ledger_sealed_transactions
  for each row execute function refuse_change();

-- One transaction as it is sealed. Times as numbers, for the text of a time depends on who asks.
create function ledger_transaction_line(t ledger_transactions) returns text language sql stable as $$
  select json_build_array(t.id, t.kind, t.cause, t.memo, t.order_id, t.wholesaler_order_id, t.refund_id, t.payout_id,
    extract(epoch from t.occurred_at)::text,
    (select json_agg(json_build_array(e.id, e.account_id, e.wholesaler_order_id, e.currency, e.amount_cents, e.available_on) order by e.id)
     from ledger_entries e where e.transaction_id = t.id))::text
$$;
