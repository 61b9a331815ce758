-- What left the shelf with a parcel is what lies in it
select s.tracking_code, s.status, sl.order_line_id, sl.quantity, coalesce(m.quantity, 0) as moved
from shipments s
join shipment_lines sl on sl.shipment_id = s.id
left join lateral (
  select sum(quantity) as quantity from stock_movements where shipment_id = s.id and order_line_id = sl.order_line_id) m on true
where coalesce(m.quantity, 0) <> case when s.status = 'voided' then 0 else -sl.quantity end;
