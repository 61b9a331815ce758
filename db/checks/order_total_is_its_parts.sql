-- An order's goods, discount, shipping, tax and total are those of its parts, in one currency
select o.number, o.total_cents, sum(p.total_cents) as parts
from orders o
left join wholesaler_orders p on p.order_id = o.id
group by o.id
having o.goods_cents <> coalesce(sum(p.goods_cents), 0) or o.discount_cents <> coalesce(sum(p.discount_cents), 0)
  or o.shipping_cents <> coalesce(sum(p.shipping_cents), 0) or o.tax_cents <> coalesce(sum(p.tax_cents), 0)
  or o.total_cents <> coalesce(sum(p.total_cents), 0) or bool_or(p.currency <> o.currency);
