-- What stands as paid on an invoice is what the ledger says was paid for it and what store credit brought or took; what was captured above it is on its way back
select i.number, i.status, i.paid_cents, posted.cents as ledger, used.cents as credit, captured.cents as captured, captured.returned
from invoices i
cross join lateral (
  select coalesce(-sum(e.amount_cents), 0) as cents from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
  join ledger_accounts a on a.id = e.account_id where t.cause = 'invoice:' || i.id || ':paid' and a.kind = 'store_receivable') posted
cross join lateral (
  select coalesce(sum(case when u.to_invoice_id = i.id then u.amount_cents else -u.amount_cents end), 0) as cents
  from store_credit_uses u where i.id in (u.from_invoice_id, u.to_invoice_id)) used
cross join lateral (
  select coalesce(sum(p.captured_cents), 0) as cents, coalesce(sum((select sum(r.amount_cents) from refunds r
    where r.payment_id = p.id and r.wholesaler_order_id is null)), 0) as returned
  from payments p where p.invoice_id = i.id and p.status = 'succeeded') captured
where i.paid_cents <> posted.cents + used.cents or (i.status = 'paid' and i.paid_at is null)
  or captured.cents - captured.returned not in (0, posted.cents);
