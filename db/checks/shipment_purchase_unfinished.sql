-- severity: warning
-- No label purchase stays without its end for more than 15 minutes
select easypost_shipment_id, wholesaler_order_id, buying_since from parcel_quotes
where status = 'buying' and buying_since < now() - interval '15 minutes';
