-- No store is owed money by us while it owes us some of the same currency, and no credit is more than was paid
select s.name, i.currency, sum(i.open_cents) filter (where i.open_cents > 0) as owed, -sum(i.open_cents) filter (where i.open_cents < 0) as credit
from stores s join (
  select store_id, currency, case when status = 'open' or credited_cents + paid_cents > total_cents then total_cents - credited_cents - paid_cents else 0 end as open_cents,
    credited_cents + paid_cents > total_cents and status <> 'paid' as is_odd from invoices) i on i.store_id = s.id
group by s.name, s.id, i.currency
having (bool_or(i.open_cents > 0) and bool_or(i.open_cents < 0)) or bool_or(i.is_odd);
