-- Every refund is in the ledger: in flight until the processor confirms it, taken off the receivable on terms
select r.id, r.status, r.amount_cents, sums.in_flight, sums.receivable
from refunds r
cross join lateral (
  select coalesce(sum(e.amount_cents) filter (where a.kind = 'refunds_in_flight'), 0) as in_flight,
    coalesce(sum(e.amount_cents) filter (where a.kind = 'store_receivable'), 0) as receivable
  from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id
  where t.refund_id = r.id) sums
where case
  when r.payment_id is null then sums.receivable <> -r.amount_cents
  when r.status = 'succeeded' then sums.in_flight <> 0
    or not exists (select from ledger_transactions where refund_id = r.id)
  when r.status = 'failed' then sums.in_flight not in (0, -r.amount_cents)
  else sums.in_flight <> -r.amount_cents end;
