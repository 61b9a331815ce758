-- Wholesale orders belong to stores that were approved, in whole cases of at least the minimum quantity unless a quotation agreed otherwise or it replaces what went wrong
select o.number, s.status, l.sku, l.quantity, l.moq, l.case_pack
from orders o
join stores s on s.id = o.store_id
join order_lines l on l.order_id = o.id
where o.channel = 'b2b' and (s.status not in ('approved', 'suspended') or (l.offer_line_id is null and not o.is_replacement and (l.quantity < l.moq or l.quantity % l.case_pack <> 0)));
