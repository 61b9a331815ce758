-- The first month whose commission is billed; null: every month. A database that sold before commission was billed begins with the month
-- in which it learns to: nobody gets invoices for years past at its first start.
alter table accounting_settings add column commission_billed_from date check (extract(day from commission_billed_from) = 1);
update accounting_settings set commission_billed_from = cast(date_trunc('month', now() at time zone 'UTC') as date)
where not exists (select from commission_invoices)
  and exists (select from ledger_accounts a join ledger_entries e on e.account_id = a.id where a.kind = 'commission_revenue');
