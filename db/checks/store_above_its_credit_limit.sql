-- severity: warning
-- No store owes more than its credit limit; a limit that was lowered later may be exceeded for a while
select s.id, s.name, s.credit_limit_cents, sum(i.total_cents - i.credited_cents - i.paid_cents) as open_cents
from stores s join invoices i on i.store_id = s.id and i.status = 'open'
group by s.id having sum(i.total_cents - i.credited_cents - i.paid_cents) > s.credit_limit_cents;
