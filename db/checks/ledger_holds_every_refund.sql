-- Every refund is in the ledger: in flight until the processor confirms it and again when it fails, taken off the receivable on terms
with given_back as (
  select order_id,
    coalesce(sum(amount_cents) filter (where payment_id is not null and status in ('pending', 'sent')), 0) as under_way,
    coalesce(sum(amount_cents) filter (where payment_id is not null and status = 'failed'), 0) as refused,
    coalesce(sum(amount_cents) filter (where payment_id is null and status <> 'failed'), 0) as credited
  from refunds group by order_id
), posted as (
  select t.order_id,
    coalesce(-sum(e.amount_cents) filter (where a.kind = 'refunds_in_flight'), 0) as in_flight,
    coalesce(-sum(e.amount_cents) filter (where a.kind = 'store_receivable' and t.kind = 'refund'), 0) as off_receivable
  from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id
  where a.kind in ('refunds_in_flight', 'store_receivable') group by t.order_id
)
select order_id, given_back.*, posted.*
from given_back full join posted using (order_id)
where coalesce(off_receivable, 0) <> coalesce(credited, 0)
  or coalesce(in_flight, 0) <> coalesce(under_way + refused, 0);
