-- A line's tax is its rate of its price, rounded once
select l.id, l.goods_cents, l.discount_cents, l.tax_rate_bp, l.tax_cents
from order_lines l
join orders o on o.id = l.order_id
where l.tax_cents <> round((l.goods_cents - l.discount_cents)::numeric * l.tax_rate_bp
  / case when o.prices_include_tax then 10000 + l.tax_rate_bp else 10000 end);
