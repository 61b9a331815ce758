-- What the bank keeps of a lost dispute is borne once, with its amounts: by part, as the ledger has it
with booked as (
  select split_part(t.cause, ':', 2) as dispute, t.wholesaler_order_id, -sum(e.amount_cents) as cents
  from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id and a.kind = 'disputes'
  where t.cause like 'dispute:%:lost:%' group by t.cause, t.wholesaler_order_id
), shared as (
  select d.stripe_dispute_id as dispute, d.status, s.wholesaler_order_id, s.amount_cents as cents
  from dispute_shares s join disputes d on d.id = s.dispute_id
)
select s.*, b.dispute as booked_dispute, b.cents as booked_cents
from shared s full join booked b using (dispute, wholesaler_order_id)
where s.cents is distinct from b.cents or s.status <> 'lost';
