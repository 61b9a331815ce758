-- A part's refund is its goods, shipping and tax, and those of its lines
select r.id, r.amount_cents, r.goods_cents, r.shipping_cents, r.tax_cents, r.commission_cents, r.subsidy_cents
from refunds r
join wholesaler_orders p on p.id = r.wholesaler_order_id
join orders o on o.id = p.order_id
cross join lateral (
  select coalesce(sum(goods_cents), 0) as goods, coalesce(sum(commission_cents), 0) as commission, coalesce(sum(subsidy_cents), 0) as subsidy from refund_lines where refund_id = r.id) lines
where r.goods_cents <> lines.goods or r.commission_cents <> lines.commission
  or r.subsidy_cents not between lines.subsidy and lines.subsidy + p.shipping_subsidy_cents
  or r.amount_cents <> r.goods_cents + r.shipping_cents + case when o.prices_include_tax then 0 else r.tax_cents end;
