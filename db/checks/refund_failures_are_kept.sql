-- Every attempt at a refund but the one that stands has left its failure, and a failed refund's last one too
select r.id, r.status, r.attempt, count(f.id) as failures
from refunds r left join refund_failures f on f.refund_id = r.id and f.attempt <= r.attempt
group by r.id having count(f.id) <> r.attempt - case when r.status in ('failed', 'paid_by_bank') then 0 else 1 end;
