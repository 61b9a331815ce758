-- Every order that was placed has one payment of its total, or one invoice of it; an invoice may be paid by card later; a replacement has neither
select o.number, o.payment_method, o.total_cents, payment.count as payments, payment.captured, invoice.total_cents as invoiced
from orders o
cross join lateral (
  select count(*) as count, sum(captured_cents) as captured from payments where order_id = o.id and invoice_id is null and status = 'succeeded') payment
left join invoices invoice on invoice.order_id = o.id
where o.placed_at is not null and case o.payment_method
  when 'none' then payment.count <> 0 or invoice.id is not null or o.total_cents <> 0
  when 'card' then payment.count <> 1 or payment.captured <> o.total_cents or invoice.id is not null
  else payment.count <> 0 or invoice.total_cents is distinct from o.total_cents end
  and o.status in ('placed', 'completed', 'cancelled');
