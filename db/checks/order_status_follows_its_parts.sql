-- An order and its parts agree: unpaid, expired and cancelled ones together, a completed one without open parts
select o.number, o.status, p.number as part, p.status as part_status
from orders o
join wholesaler_orders p on p.order_id = o.id
where (o.status in ('awaiting_payment', 'expired', 'cancelled') and p.status <> o.status)
  or (o.status in ('placed', 'completed') and p.status in ('awaiting_payment', 'expired'))
  or (o.status = 'completed' and p.status not in ('closed', 'cancelled'));
