-- What came back of a transfer is at most what was sent, and what finance took back is in the ledger
with booked as (
  select t.payout_id, -sum(e.amount_cents) as cents
  from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id and a.kind = 'wholesaler_payable'
  where t.kind = 'transfer_reversed' group by t.payout_id
), taken as (
  select payout_id, sum(amount_cents) as cents from transfer_reversals where status = 'reversed' group by payout_id
)
select p.number, p.amount_cents, booked.cents as booked_cents, taken.cents as taken_cents
from payouts p left join booked on booked.payout_id = p.id left join taken on taken.payout_id = p.id
where coalesce(booked.cents, 0) > p.amount_cents or coalesce(taken.cents, 0) > coalesce(booked.cents, 0);
