-- A delivered part has parcels, and all of them have arrived
select p.number, p.status, array_agg(s.status) as parcels
from wholesaler_orders p left join shipments s on s.wholesaler_order_id = p.id and s.status <> 'voided'
where p.status = 'delivered'
group by p.id having count(s.id) = 0 or count(*) filter (where s.status <> 'delivered') > 0;
