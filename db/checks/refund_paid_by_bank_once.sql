-- What was paid by bank instead of a failed refund left the bank account once, with its amount, after a second person had agreed
with booked as (
  select t.refund_id, -sum(e.amount_cents) as cents
  from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id and a.kind = 'bank'
  where t.cause like 'refund:%:paid\_by\_bank' group by t.refund_id
)
select r.id, r.status, r.amount_cents, p.status as payment_status, p.amount_cents as paid_cents, b.cents as booked_cents
from refunds r
left join refund_bank_payments p on p.refund_id = r.id and p.status = 'posted'
left join booked b on b.refund_id = r.id
where (r.status = 'paid_by_bank') is distinct from (p.id is not null)
  or (p.id is not null) is distinct from (b.refund_id is not null)
  or p.amount_cents <> r.amount_cents or b.cents <> r.amount_cents;
