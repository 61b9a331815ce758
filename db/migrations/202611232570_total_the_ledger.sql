-- A balance is a sum over an account's whole life. Here it is summed once up to an entry, by the day from which money is available;
-- what came after is added as it is read. Kept by the job total-ledger, and checked against the entries by ledger_totals_are_their_entries.
create table ledger_totals (
  id uuid primary key default uuid_v7(),
  account_id uuid not null references ledger_accounts,
  available_on date,
  amount_cents bigint not null,
  unique nulls not distinct (account_id, available_on)
);

-- Of which entries the totals are. A candidate is summed once everything that was under way when it was named has ended: an entry
-- takes its number before it can be seen, so a lower one may appear after a higher one.
create table ledger_totals_reach (
  is_only boolean primary key default true check (is_only),
  through_entry_id bigint not null default 0,
  next_entry_id bigint,
  next_named_by xid8,
  check ((next_entry_id is null) = (next_named_by is null)),
  check (next_entry_id > through_entry_id)
);
insert into ledger_totals_reach default values;
revoke insert, delete on ledger_totals_reach from stackr_app;
revoke delete on ledger_totals from stackr_app;

-- What came after the totals is read from the index alone, and so is a page of an account. The second is part of the third.
create index ledger_entries_of_account on ledger_entries (account_id, id) include (available_on, amount_cents);
drop index ledger_entries_by_account;
drop index ledger_entries_available;
