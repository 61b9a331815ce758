-- Every sent payout has exactly one posting over its amount, and every posted payout was sent
select p.number, p.status, p.amount_cents, count(t.id) as postings, sum(posted.amount_cents) as posted_cents
from payouts p
left join ledger_transactions t on t.payout_id = p.id and t.kind = 'payout'
left join lateral (
  select sum(e.amount_cents) as amount_cents from ledger_entries e join ledger_accounts a on a.id = e.account_id
  where e.transaction_id = t.id and a.kind = 'wholesaler_payable' and a.wholesaler_id = p.wholesaler_id and e.currency = p.currency) posted on true
group by p.id
having case when p.status = 'sent' then count(t.id) <> 1 or sum(posted.amount_cents) is distinct from p.amount_cents
  else count(t.id) > 0 end;
