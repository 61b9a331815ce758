-- severity: warning
-- Two days after invoices of a month were issued, no wholesaler with commission in it is without its own
select distinct p.wholesaler_id, e.currency, issued.month
from (select month from commission_invoices group by month having min(created_at) < now() - interval '2 days') issued
join ledger_transactions t on t.occurred_at >= issued.month at time zone 'UTC' and t.occurred_at < (issued.month + interval '1 month') at time zone 'UTC'
join ledger_entries e on e.transaction_id = t.id
join ledger_accounts a on a.id = e.account_id and a.kind = 'commission_revenue'
join wholesaler_orders p on p.id = e.wholesaler_order_id
where not exists (
  select from commission_invoices i where i.wholesaler_id = p.wholesaler_id and i.currency = e.currency and i.month = issued.month);
