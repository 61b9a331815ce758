-- What promotions redeemed of an order is what was taken off its goods and its delivery; a replacement costs nothing without any
select o.number, o.discount_cents, coalesce(parts.shipping, 0) as shipping_discount_cents, coalesce(redeemed.cents, 0) as redeemed_cents
from orders o
left join (select order_id, sum(shipping_discount_cents) as shipping from wholesaler_orders group by order_id) parts on parts.order_id = o.id
left join (select order_id, sum(discount_cents) as cents from promotion_redemptions group by order_id) redeemed on redeemed.order_id = o.id
where o.payment_method <> 'none' and o.discount_cents + coalesce(parts.shipping, 0) <> coalesce(redeemed.cents, 0);
