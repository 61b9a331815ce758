-- Reservations are held while an order waits for payment, committed once it is placed, and gone when it or its part has ended
select r.id, r.status, o.status as order_status, p.status as part_status
from reservations r
join orders o on o.id = r.order_id
join order_lines l on l.id = r.order_line_id
join wholesaler_orders p on p.id = l.wholesaler_order_id
where (r.status = 'held' and o.status <> 'awaiting_payment')
  or (r.status = 'committed' and p.status not in ('placed', 'accepted', 'packed', 'shipped'))
  or l.order_id <> r.order_id or l.variant_id <> r.variant_id;
