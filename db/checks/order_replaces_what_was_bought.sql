-- Replacements send lines of the part they replace, to the same buyer, and of no line more than was bought
select o.number, l.sku, l.quantity, bought.quantity as bought
from orders o
join order_lines l on l.order_id = o.id
left join order_lines bought on bought.id = l.replaces_line_id
left join orders first on first.id = bought.order_id
where (o.payment_method = 'none') <> (l.replaces_line_id is not null)
  or (o.payment_method = 'none' and (bought.wholesaler_order_id <> o.replaces_part_id or bought.variant_id <> l.variant_id
    or first.email <> o.email or first.store_id is distinct from o.store_id or l.discount_cents <> l.goods_cents
    or bought.quantity < (select sum(x.quantity) from order_lines x join wholesaler_orders p on p.id = x.wholesaler_order_id
      where x.replaces_line_id = bought.id and p.status <> 'cancelled')));
