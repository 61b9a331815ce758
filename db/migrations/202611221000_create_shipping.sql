-- A parcel. label_bought → pre_transit → in_transit → out_for_delivery → delivered; any of them may be skipped or end in failure or
-- return_to_sender, and a carrier may correct itself, so only delivered, voided and a parcel's own newest event are final.
create table shipments (
  id uuid primary key default uuid_v7(),
  wholesaler_order_id uuid not null,
  wholesaler_id uuid not null,
  status text not null default 'label_bought' check (status in
    ('label_bought', 'pre_transit', 'in_transit', 'out_for_delivery', 'available_for_pickup', 'delivered', 'return_to_sender', 'failure', 'voided')),
  carrier text not null,
  service text not null,
  tracking_code text not null,
  easypost_shipment_id text unique,
  easypost_tracker_id text,
  label_url text,
  rate_cents bigint not null default 0 check (rate_cents >= 0),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  weight_grams integer not null check (weight_grams > 0),
  tracker_updated_at timestamptz,
  estimated_delivery timestamptz,
  delivered_at timestamptz,
  delivery_note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (wholesaler_order_id, wholesaler_id) references wholesaler_orders (id, wholesaler_id),
  check ((status = 'delivered') = (delivered_at is not null))
);
create index shipments_by_wholesaler_order on shipments (wholesaler_order_id);
create index shipments_by_tracker on shipments (easypost_tracker_id);
create index shipments_on_the_way on shipments (updated_at) where status not in ('delivered', 'voided', 'return_to_sender');
insert into state_transitions
  select 'shipments', f, t
  from unnest(array['label_bought', 'pre_transit', 'in_transit', 'out_for_delivery', 'available_for_pickup', 'failure']) f,
       unnest(array['pre_transit', 'in_transit', 'out_for_delivery', 'available_for_pickup', 'delivered', 'return_to_sender', 'failure']) t
  where f <> t
  union all values ('shipments', 'label_bought', 'voided'), ('shipments', 'pre_transit', 'voided');
create trigger shipments_machine after insert or update of status on shipments
  for each row execute function follow_machine('shipments');

create table shipment_lines (
  id uuid primary key default uuid_v7(),
  shipment_id uuid not null references shipments on delete cascade,
  order_line_id uuid not null references order_lines,
  quantity integer not null check (quantity > 0),
  unique (shipment_id, order_line_id)
);

create table tracking_events (
  id uuid primary key default uuid_v7(),
  shipment_id uuid not null references shipments on delete cascade,
  status text not null,
  message text not null,
  place text,
  occurred_at timestamptz not null,
  created_at timestamptz not null default now(),
  unique (shipment_id, occurred_at, status, message)
);
