-- Of each part the platform keeps its commissions less what it gave back with refunds and lost disputes
select p.number, -ledger.cents as kept, taken.cents as commissions, given.cents as given_back
from wholesaler_orders p
cross join lateral (
  select coalesce(sum(e.amount_cents), 0) as cents from ledger_entries e join ledger_accounts a on a.id = e.account_id
  where e.wholesaler_order_id = p.id and a.kind = 'commission_revenue') ledger
cross join lateral (select coalesce(sum(commission_cents), 0) as cents from commissions where wholesaler_order_id = p.id) taken
cross join lateral (
  select coalesce(sum(commission_cents), 0) as cents from (
    select commission_cents from refunds where wholesaler_order_id = p.id
    union all select commission_cents from dispute_shares where wholesaler_order_id = p.id) g) given
where -ledger.cents <> taken.cents - given.cents;
