-- The platform has paid for each part its share of the discounts, less what refunds and lost disputes took back
select p.number, ledger.cents as posted, lines.cents + p.shipping_subsidy_cents as share, given.cents as taken_back
from wholesaler_orders p
cross join lateral (
  select coalesce(sum(e.amount_cents), 0) as cents from ledger_entries e join ledger_accounts a on a.id = e.account_id
  where e.wholesaler_order_id = p.id and a.kind = 'promotions') ledger
cross join lateral (select coalesce(sum(subsidy_cents), 0) as cents from order_lines where wholesaler_order_id = p.id) lines
cross join lateral (select coalesce(sum(subsidy_cents), 0) as cents from (select subsidy_cents from refunds where wholesaler_order_id = p.id
    union all select subsidy_cents from dispute_shares where wholesaler_order_id = p.id) g) given
where p.placed_at is not null and p.status not in ('awaiting_payment', 'expired') and ledger.cents <> lines.cents + p.shipping_subsidy_cents - given.cents;
