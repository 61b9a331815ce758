-- Money that was taken belongs to a placed order, or is on its way back in full
select pay.id, o.number, o.status, pay.captured_cents,
  (select coalesce(sum(amount_cents), 0) from refunds where payment_id = pay.id and status <> 'failed') as refunded
from payments pay
join orders o on o.id = pay.order_id
where pay.status = 'succeeded' and o.placed_at is null
  and pay.captured_cents <> (select coalesce(sum(amount_cents), 0) from refunds where payment_id = pay.id);
