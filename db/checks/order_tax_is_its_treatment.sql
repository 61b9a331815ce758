-- Tax is charged where a part is taxed, and nowhere else; its delivery's is its rate, rounded once
select p.number, p.tax_treatment, p.tax_cents, p.shipping_cents, p.shipping_tax_rate_bp, p.shipping_tax_cents
from wholesaler_orders p
join orders o on o.id = p.order_id
where (p.tax_treatment <> 'taxed' and p.tax_cents <> 0)
  or p.shipping_tax_cents <> round(p.shipping_cents::numeric * p.shipping_tax_rate_bp
    / case when o.prices_include_tax then 10000 + p.shipping_tax_rate_bp else 10000 end);
