-- Every adjustment that two people agreed on is in the ledger once, with its amount, and the ledger has no other
with booked as (
  select split_part(t.cause, ':', 2) as adjustment, a.wholesaler_id, -sum(e.amount_cents) as cents
  from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id and a.kind = 'wholesaler_payable'
  where t.cause like 'adjustment:%' group by t.cause, a.wholesaler_id
)
select d.id, d.status, d.amount_cents, b.adjustment, b.cents
from (select * from adjustments where status = 'posted') d full join booked b on b.adjustment = cast(d.id as text)
where d.id is null or b.adjustment is null or d.amount_cents <> b.cents or d.wholesaler_id <> b.wholesaler_id;
