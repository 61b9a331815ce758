-- A delivered parcel has its carrier's scan or a note, and a delivered scan has its delivered parcel
select s.tracking_code, s.status, s.tracker_updated_at
from shipments s
where s.status <> 'voided'
  and exists (select from tracking_events e where e.shipment_id = s.id and e.status = 'delivered')
    <> (s.status = 'delivered' and s.delivery_note is null);
