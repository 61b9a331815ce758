-- A balance is a sum over all of an account's entries: read from the index alone.
create index ledger_entries_balance on ledger_entries (account_id, available_on) include (amount_cents);
