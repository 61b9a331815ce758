-- No line leaves in more units than were bought, and a shipped part leaves nothing behind
select p.number, p.status, l.sku, l.quantity, coalesce(sum(sl.quantity) filter (where s.status <> 'voided'), 0) as shipped
from wholesaler_orders p
join order_lines l on l.wholesaler_order_id = p.id
left join shipment_lines sl on sl.order_line_id = l.id
left join shipments s on s.id = sl.shipment_id
where p.status not in ('awaiting_payment', 'expired')
group by p.id, l.id
having coalesce(sum(sl.quantity) filter (where s.status <> 'voided'), 0) > l.quantity
  or (p.status in ('shipped', 'delivered') and coalesce(sum(sl.quantity) filter (where s.status <> 'voided'), 0) < l.quantity);
