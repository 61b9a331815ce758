-- Refunds never come to more than was captured, with lost disputes never to more than an order, and of a line never to more than was bought
select 'payment' as of, pay.id, pay.captured_cents as paid, sum(r.amount_cents) as refunded
from payments pay join refunds r on r.payment_id = pay.id and r.status <> 'failed'
group by pay.id having sum(r.amount_cents) > pay.captured_cents
union all
select 'order', p.id, p.total_cents, sum(given.amount_cents)
from wholesaler_orders p join (
  select wholesaler_order_id, amount_cents from refunds union all select wholesaler_order_id, amount_cents from dispute_shares
) given on given.wholesaler_order_id = p.id
group by p.id having sum(given.amount_cents) > p.total_cents
union all
select 'line', l.id, l.quantity, sum(rl.quantity)
from order_lines l join refund_lines rl on rl.order_line_id = l.id
group by l.id having sum(rl.quantity) > l.quantity or sum(rl.goods_cents) > l.goods_cents - l.discount_cents or sum(rl.tax_cents) > l.tax_cents;
