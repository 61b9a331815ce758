-- What is reserved of a variant is what its open reservations still hold
select s.variant_id, s.reserved, coalesce(sum(r.quantity - r.shipped_quantity), 0) as held
from stock s
left join reservations r on r.variant_id = s.variant_id and r.status in ('held', 'committed')
group by s.variant_id, s.reserved
having s.reserved <> coalesce(sum(r.quantity - r.shipped_quantity), 0);
