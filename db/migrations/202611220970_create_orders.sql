create sequence order_numbers start 100001;

-- awaiting_payment → placed | expired | cancelled; expired → placed (a late payment found its stock again) | cancelled (refunded in full);
-- placed → completed (every part closed) | cancelled (every part cancelled)
-- prices_include_tax: B2C shows and charges prices with tax inside; B2B adds it.
create table orders (
  id uuid primary key default uuid_v7(),
  number text not null unique default 'S-' || nextval('order_numbers'),
  channel text not null check (channel in ('b2c', 'b2b')),
  user_id uuid references users,
  store_id uuid references stores,
  cart_id uuid references carts on delete set null,
  email text not null,
  status text not null default 'awaiting_payment' check (status in ('awaiting_payment', 'placed', 'completed', 'expired', 'cancelled')),
  payment_method text not null check (payment_method in ('card', 'terms')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  prices_include_tax boolean not null,
  goods_cents bigint not null check (goods_cents > 0),
  discount_cents bigint not null default 0 check (discount_cents between 0 and goods_cents),
  shipping_cents bigint not null check (shipping_cents >= 0),
  tax_cents bigint not null check (tax_cents >= 0),
  total_cents bigint not null,
  po_number text,
  shipping_address jsonb not null,
  billing_address jsonb not null,
  view_token_hash text,
  expires_at timestamptz,
  placed_at timestamptz,
  ended_at timestamptz,
  status_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (total_cents = goods_cents - discount_cents + shipping_cents + case when prices_include_tax then 0 else tax_cents end),
  check ((channel = 'b2b') = (store_id is not null)),
  check (channel = 'b2c' or user_id is not null),
  check (payment_method = 'card' or store_id is not null),
  check (status not in ('placed', 'completed') or placed_at is not null),
  check (status <> 'awaiting_payment' or expires_at is not null)
);
create index orders_by_user on orders (user_id, created_at desc, id desc) where user_id is not null;
create index orders_by_store on orders (store_id, created_at desc, id desc) where store_id is not null;
create index orders_awaiting_payment on orders (expires_at) where status = 'awaiting_payment';
create index orders_newest on orders (created_at desc, id desc);
create index orders_by_cart on orders (cart_id) where cart_id is not null;
insert into state_transitions values
  ('orders', 'awaiting_payment', 'placed'), ('orders', 'awaiting_payment', 'expired'), ('orders', 'awaiting_payment', 'cancelled'),
  ('orders', 'expired', 'placed'), ('orders', 'expired', 'cancelled'),
  ('orders', 'placed', 'completed'), ('orders', 'placed', 'cancelled');
create trigger orders_machine after insert or update of status on orders
  for each row execute function follow_machine('orders');

-- One wholesaler's part of an order, with its own number and status.
-- awaiting_payment → placed → accepted → packed → shipped → delivered → closed; a part may skip packed.
-- awaiting_payment → expired ⇄ placed; awaiting_payment, expired, placed, accepted, packed → cancelled; shipped → returned; delivered → returned
create table wholesaler_orders (
  id uuid primary key default uuid_v7(),
  order_id uuid not null references orders,
  wholesaler_id uuid not null references wholesalers,
  number text not null unique,
  status text not null default 'awaiting_payment' check (status in
    ('awaiting_payment', 'placed', 'accepted', 'packed', 'shipped', 'delivered', 'closed', 'cancelled', 'expired', 'returned')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  goods_cents bigint not null check (goods_cents > 0),
  discount_cents bigint not null default 0 check (discount_cents between 0 and goods_cents),
  shipping_cents bigint not null check (shipping_cents >= 0),
  tax_cents bigint not null check (tax_cents >= 0),
  total_cents bigint not null,
  shipping_tax_cents bigint not null default 0 check (shipping_tax_cents between 0 and tax_cents),
  shipping_service text not null,
  is_first_order boolean not null default false,
  note text,
  status_reason text,
  placed_at timestamptz,
  accepted_at timestamptz,
  shipped_at timestamptz,
  delivered_at timestamptz,
  cancelled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (order_id, wholesaler_id),
  unique (id, wholesaler_id)
);
create index wholesaler_orders_by_wholesaler on wholesaler_orders (wholesaler_id, created_at desc, id desc);
create index wholesaler_orders_by_status on wholesaler_orders (wholesaler_id, status, placed_at);
create index wholesaler_orders_newest on wholesaler_orders (created_at desc, id desc);
create index wholesaler_orders_delivered on wholesaler_orders (delivered_at) where status = 'delivered';
insert into state_transitions values
  ('wholesaler_orders', 'awaiting_payment', 'placed'), ('wholesaler_orders', 'awaiting_payment', 'expired'),
  ('wholesaler_orders', 'awaiting_payment', 'cancelled'), ('wholesaler_orders', 'expired', 'placed'), ('wholesaler_orders', 'expired', 'cancelled'),
  ('wholesaler_orders', 'placed', 'accepted'), ('wholesaler_orders', 'placed', 'cancelled'),
  ('wholesaler_orders', 'accepted', 'packed'), ('wholesaler_orders', 'accepted', 'shipped'), ('wholesaler_orders', 'accepted', 'cancelled'),
  ('wholesaler_orders', 'packed', 'shipped'), ('wholesaler_orders', 'packed', 'cancelled'),
  ('wholesaler_orders', 'shipped', 'delivered'), ('wholesaler_orders', 'shipped', 'returned'),
  ('wholesaler_orders', 'delivered', 'closed'), ('wholesaler_orders', 'delivered', 'returned'), ('wholesaler_orders', 'returned', 'closed');
create trigger wholesaler_orders_machine after insert or update of status on wholesaler_orders
  for each row execute function follow_machine('wholesaler_orders');

-- What was bought, as it was then. The line's variant, product and part all belong to the same wholesaler.
create table order_lines (
  id uuid primary key default uuid_v7(),
  order_id uuid not null references orders,
  wholesaler_order_id uuid not null,
  wholesaler_id uuid not null,
  product_id uuid not null references products,
  variant_id uuid not null,
  sku text not null,
  title text not null,
  variant_title text not null,
  quantity integer not null check (quantity > 0),
  unit_price_cents bigint not null check (unit_price_cents > 0),
  goods_cents bigint not null,
  discount_cents bigint not null default 0 check (discount_cents between 0 and goods_cents),
  tax_rate_bp integer not null check (tax_rate_bp between 0 and 10000),
  tax_cents bigint not null check (tax_cents >= 0),
  moq integer not null,
  case_pack integer not null,
  weight_grams integer not null,
  price_trace jsonb not null default '[]',
  position integer not null default 0,
  created_at timestamptz not null default now(),
  foreign key (wholesaler_order_id, wholesaler_id) references wholesaler_orders (id, wholesaler_id),
  foreign key (variant_id, wholesaler_id) references variants (id, wholesaler_id),
  unique (order_id, variant_id),
  check (goods_cents = unit_price_cents * quantity)
);
create index order_lines_by_wholesaler_order on order_lines (wholesaler_order_id);
create index order_lines_by_variant on order_lines (variant_id, created_at desc);
create index order_lines_by_product on order_lines (product_id, created_at desc);

alter table stock_movements add foreign key (order_line_id) references order_lines;
create unique index stock_movements_once_per_line on stock_movements (order_line_id) where reason = 'shipped';

-- held → committed (paid) | released; committed → consumed (shipped) | released. reserved = sum of held and committed.
create table reservations (
  id uuid primary key default uuid_v7(),
  order_id uuid not null references orders,
  order_line_id uuid not null references order_lines,
  variant_id uuid not null references stock,
  quantity integer not null check (quantity > 0),
  status text not null default 'held' check (status in ('held', 'committed', 'consumed', 'released')),
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((status = 'held') <= (expires_at is not null))
);
create unique index reservations_one_open_per_line on reservations (order_line_id) where status in ('held', 'committed', 'consumed');
create index reservations_by_order on reservations (order_id);
create index reservations_open_by_variant on reservations (variant_id) where status in ('held', 'committed');
create index reservations_expiring on reservations (expires_at) where status = 'held';
insert into state_transitions values
  ('reservations', 'held', 'committed'), ('reservations', 'held', 'released'),
  ('reservations', 'committed', 'consumed'), ('reservations', 'committed', 'released');
create trigger reservations_machine after update of status on reservations
  for each row execute function follow_machine('reservations');

-- requested → approved → received → refunded; requested → rejected; requested, approved → withdrawn
create table return_requests (
  id uuid primary key default uuid_v7(),
  number text not null unique,
  wholesaler_order_id uuid not null references wholesaler_orders,
  wholesaler_id uuid not null references wholesalers,
  status text not null default 'requested' check (status in ('requested', 'approved', 'rejected', 'received', 'refunded', 'withdrawn')),
  reason text not null,
  status_reason text,
  requested_by uuid references users,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index return_requests_by_wholesaler on return_requests (wholesaler_id, status);
create index return_requests_by_wholesaler_order on return_requests (wholesaler_order_id);
insert into state_transitions values
  ('return_requests', 'requested', 'approved'), ('return_requests', 'requested', 'rejected'), ('return_requests', 'requested', 'withdrawn'),
  ('return_requests', 'approved', 'received'), ('return_requests', 'approved', 'withdrawn'), ('return_requests', 'received', 'refunded');
create trigger return_requests_machine after insert or update of status on return_requests
  for each row execute function follow_machine('return_requests');

create table return_lines (
  id uuid primary key default uuid_v7(),
  return_request_id uuid not null references return_requests on delete cascade,
  order_line_id uuid not null references order_lines,
  quantity integer not null check (quantity > 0),
  is_restocked boolean not null default false,
  unique (return_request_id, order_line_id)
);

create table promotion_redemptions (
  id uuid primary key default uuid_v7(),
  promotion_id uuid not null references promotions,
  order_id uuid not null references orders,
  discount_cents bigint not null check (discount_cents >= 0),
  created_at timestamptz not null default now(),
  unique (promotion_id, order_id)
);
