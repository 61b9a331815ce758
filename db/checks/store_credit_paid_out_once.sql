-- What was paid out of a store's credit left the bank account once, with its amount, came off that store's own invoices, and two people agreed
select p.id, p.status, p.amount_cents, booked.cents as booked, used.cents as used
from store_credit_payouts p
cross join lateral (
  select -sum(e.amount_cents) as cents from ledger_entries e join ledger_accounts a on a.id = e.account_id and a.kind = 'bank'
  where e.transaction_id = p.ledger_transaction_id) booked
cross join lateral (
  select sum(u.amount_cents) as cents, bool_and(i.store_id = p.store_id and i.currency = p.currency) as is_own
  from store_credit_uses u join invoices i on i.id = u.from_invoice_id where u.payout_id = p.id) used
where (p.status = 'posted') is distinct from (booked.cents is not null) or (p.status = 'posted') is distinct from (used.cents is not null)
  or booked.cents <> p.amount_cents or used.cents <> p.amount_cents or not used.is_own
union all
select u.id, 'use', u.amount_cents, null, null
from store_credit_uses u join invoices f on f.id = u.from_invoice_id left join invoices t on t.id = u.to_invoice_id
where f.store_id <> u.store_id or f.currency <> u.currency or t.store_id <> u.store_id or t.currency <> u.currency;
