-- Every line that was placed has its commission, no other has one, and it is taken from the goods after the wholesaler's own discounts, without tax
select p.number, l.id, c.base_cents, c.commission_cents
from order_lines l
join wholesaler_orders p on p.id = l.wholesaler_order_id
join orders o on o.id = l.order_id
left join commissions c on c.order_line_id = l.id
where (p.placed_at is not null and p.status not in ('awaiting_payment', 'expired')) <> (c.id is not null)
  or c.wholesaler_order_id <> p.id or c.wholesaler_id <> p.wholesaler_id or c.currency <> p.currency or c.placed_at <> p.placed_at
  or c.base_cents <> l.goods_cents - l.discount_cents + l.subsidy_cents - case when o.prices_include_tax then l.tax_cents else 0 end;
