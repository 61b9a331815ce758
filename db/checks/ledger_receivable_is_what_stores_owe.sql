-- What the ledger says a store owes is what its invoices leave open
with owed as (
  select a.store_id, e.currency, sum(e.amount_cents) as cents
  from ledger_entries e join ledger_accounts a on a.id = e.account_id where a.kind = 'store_receivable' group by 1, 2
), invoiced as (
  select store_id, currency, sum(total_cents - credited_cents - paid_cents) as cents from invoices group by 1, 2
)
select store_id, currency, owed.cents as ledger, invoiced.cents as invoices
from owed full join invoiced using (store_id, currency)
where coalesce(owed.cents, 0) <> coalesce(invoiced.cents, 0);
