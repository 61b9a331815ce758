-- A parcel between its rates and its label. The quote is written down before the label is bought, so that a purchase whose
-- answer was lost is found again: quoted → buying → bought; buying → quoted (the carrier said no, nothing was bought).
create table parcel_quotes (
  id uuid primary key default uuid_v7(),
  wholesaler_order_id uuid not null,
  wholesaler_id uuid not null,
  easypost_shipment_id text not null unique,
  lines jsonb not null check (jsonb_typeof(lines) = 'array'),
  rates jsonb not null check (jsonb_typeof(rates) = 'array'),
  weight_grams integer not null check (weight_grams > 0),
  status text not null default 'quoted' check (status in ('quoted', 'buying', 'bought')),
  rate_id text,
  request_key text,
  buying_since timestamptz,
  created_at timestamptz not null default now(),
  foreign key (wholesaler_order_id, wholesaler_id) references wholesaler_orders (id, wholesaler_id),
  check (status = 'quoted' or (rate_id is not null and buying_since is not null))
);
comment on column parcel_quotes.lines is '[{orderLineId, quantity}]: what the parcel holds';
create index parcel_quotes_by_wholesaler_order on parcel_quotes (wholesaler_order_id);
create index parcel_quotes_buying on parcel_quotes (buying_since) where status = 'buying';
insert into state_transitions values
  ('parcel_quotes', 'quoted', 'buying'), ('parcel_quotes', 'buying', 'bought'), ('parcel_quotes', 'buying', 'quoted');
create trigger parcel_quotes_machine after insert or update of status on parcel_quotes
  for each row execute function follow_machine('parcel_quotes');

-- A line may leave in several parcels: each takes its units, the last one consumes the reservation.
-- What a reservation still holds is quantity - shipped_quantity.
alter table reservations add column shipped_quantity integer not null default 0,
  add check (shipped_quantity between 0 and quantity),
  add check (status <> 'consumed' or shipped_quantity = quantity);
drop index stock_movements_once_per_line;
alter table stock_movements add column shipment_id uuid references shipments;
alter table stock_movements drop constraint stock_movements_reason_check;
alter table stock_movements add constraint stock_movements_reason_check
  check (reason in ('opening', 'received', 'corrected', 'imported', 'shipped', 'unshipped', 'returned'));
create unique index stock_movements_once_per_parcel on stock_movements (shipment_id, order_line_id, reason)
  where shipment_id is not null;
alter table stock_movements add check (reason not in ('shipped', 'unshipped') or (shipment_id is not null and order_line_id is not null));

-- A voided label puts its units back: consumed → committed, and the part shipped → packed.
insert into state_transitions values ('reservations', 'consumed', 'committed'), ('wholesaler_orders', 'shipped', 'packed');
