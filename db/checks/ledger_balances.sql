-- Every ledger transaction has at least two entries and comes to nothing in each currency
select t.id, t.cause, e.currency, count(e.id) as entries, sum(e.amount_cents) as sum
from ledger_transactions t
left join ledger_entries e on e.transaction_id = t.id
group by t.id, e.currency
having count(e.id) < 2 or sum(e.amount_cents) <> 0;
