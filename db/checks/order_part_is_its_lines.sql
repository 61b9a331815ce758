-- A part's goods, discount and tax are those of its lines and its shipping, and its total follows from them
select p.number, p.goods_cents, p.tax_cents, p.total_cents, lines.goods, lines.tax
from wholesaler_orders p
join orders o on o.id = p.order_id
cross join lateral (
  select coalesce(sum(goods_cents), 0) as goods, coalesce(sum(discount_cents), 0) as discount, coalesce(sum(tax_cents), 0) as tax
  from order_lines where wholesaler_order_id = p.id) lines
where p.goods_cents <> lines.goods or p.discount_cents <> lines.discount or p.tax_cents <> lines.tax + p.shipping_tax_cents
  or p.total_cents <> p.goods_cents - p.discount_cents + p.shipping_cents + case when o.prices_include_tax then 0 else p.tax_cents end;
