-- A payout pays available entries of its own wholesaler and currency, at their own amount
select p.number, c.ledger_entry_id, a.kind, a.wholesaler_id, e.currency, e.amount_cents, e.available_on
from payout_entries c
join payouts p on p.id = c.payout_id
join ledger_entries e on e.id = c.ledger_entry_id
join ledger_accounts a on a.id = e.account_id
where a.kind <> 'wholesaler_payable' or a.wholesaler_id <> p.wholesaler_id or e.currency <> p.currency
  or e.amount_cents <> -c.amount_cents or e.available_on is null or e.available_on > p.batch_date;
