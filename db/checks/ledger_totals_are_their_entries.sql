-- What is kept of each account's past by day is the sum of the entries it reaches to
select account_id, available_on, sum(kept) as kept, sum(moved) as moved
from (
  select account_id, available_on, amount_cents as kept, 0 as moved from ledger_totals
  union all
  select account_id, available_on, 0, amount_cents from ledger_entries where id <= (select through_entry_id from ledger_totals_reach)
) sides
group by account_id, available_on
having sum(kept) <> sum(moved);
