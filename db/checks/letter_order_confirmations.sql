-- severity: warning
-- Every placed order has its confirmation
select o.number, o.placed_at from orders o
where o.status in ('placed', 'completed')
  and not exists (select from letters l where l.order_id = o.id and l.kind in ('order-confirmation', 'order-replaced'));
