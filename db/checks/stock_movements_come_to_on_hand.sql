-- The movements of a variant come to what is on hand
select s.variant_id, s.on_hand, coalesce(sum(m.quantity), 0) as moved
from stock s
left join stock_movements m on m.variant_id = s.variant_id
group by s.variant_id, s.on_hand
having s.on_hand <> coalesce(sum(m.quantity), 0);
