-- Every placed part is in the ledger once: what the buyer owes, the platform's share of the discounts, the commission, the tax, and the rest to its wholesaler; a replacement is not
select p.number, count(distinct t.id) as postings, sums.*
from wholesaler_orders p
join orders o on o.id = p.order_id
left join ledger_transactions t on t.wholesaler_order_id = p.id and t.kind = 'order_placed'
cross join lateral (
  select coalesce(sum(e.amount_cents) filter (where a.kind = case o.payment_method when 'card' then 'stripe_clearing' else 'store_receivable' end), 0) as buyer,
    coalesce(-sum(e.amount_cents) filter (where a.kind = 'commission_revenue'), 0) as commission,
    coalesce(-sum(e.amount_cents) filter (where a.kind = 'tax_payable'), 0) as tax,
    coalesce(sum(e.amount_cents) filter (where a.kind = 'promotions'), 0) as subsidy
  from ledger_transactions own join ledger_entries e on e.transaction_id = own.id join ledger_accounts a on a.id = e.account_id
  where own.wholesaler_order_id = p.id and own.kind = 'order_placed') sums
where p.placed_at is not null and p.status not in ('awaiting_payment', 'expired')
group by p.id, o.payment_method, sums.buyer, sums.commission, sums.tax, sums.subsidy
having count(distinct t.id) <> case o.payment_method when 'none' then 0 else 1 end or sums.buyer <> p.total_cents or sums.tax <> p.tax_cents
  or sums.subsidy <> p.shipping_subsidy_cents + (select coalesce(sum(subsidy_cents), 0) from order_lines where wholesaler_order_id = p.id)
  or sums.commission <> (select coalesce(sum(commission_cents), 0) from commissions where wholesaler_order_id = p.id);
