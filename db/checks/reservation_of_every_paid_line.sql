-- Every line of a placed part has exactly one reservation of its quantity: committed until it has left, consumed afterwards
select l.id, p.number, l.quantity, count(r.id) as reservations
from order_lines l
join wholesaler_orders p on p.id = l.wholesaler_order_id
left join reservations r on r.order_line_id = l.id and r.quantity = l.quantity
  and r.status = any (case when p.status in ('delivered', 'closed', 'returned') then array['consumed'] else array['committed', 'consumed'] end)
where p.status in ('placed', 'accepted', 'packed', 'shipped', 'delivered', 'closed', 'returned')
group by l.id, p.number, l.quantity
having count(r.id) <> 1;
