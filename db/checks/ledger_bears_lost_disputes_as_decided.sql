-- Of a lost dispute the platform bears the share that was decided, half a cent away from zero, and the ledger has it as an adjustment
select d.stripe_dispute_id, p.number, s.platform_cents, d.platform_share_bp, booked.cents as booked_cents
from dispute_shares s
join disputes d on d.id = s.dispute_id
join wholesaler_orders p on p.id = s.wholesaler_order_id
cross join lateral (
  select coalesce(sum(e.amount_cents), 0) as cents
  from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id and a.kind = 'adjustments'
  where t.cause = 'dispute:' || d.stripe_dispute_id || ':lost:' || p.id) booked
where s.platform_cents <> booked.cents
  or s.platform_cents <> greatest(0, round((s.amount_cents + s.subsidy_cents - s.tax_cents - s.commission_cents) * d.platform_share_bp / 10000.0));
