-- One person has two carts, never mixed. A guest's cart is found by the hash of the token in a cookie.
create table carts (
  id uuid primary key default uuid_v7(),
  channel text not null check (channel in ('b2c', 'b2b')),
  user_id uuid references users on delete cascade,
  guest_token_hash text,
  store_id uuid references stores on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (num_nonnulls(user_id, guest_token_hash) = 1),
  check (channel = 'b2c' or user_id is not null),
  check ((channel = 'b2b') = (store_id is not null)),
  unique (user_id, channel),
  unique (guest_token_hash, channel)
);

-- seen_unit_price_cents: the price the buyer last saw and accepted; a difference is announced on the line.
create table cart_lines (
  id uuid primary key default uuid_v7(),
  cart_id uuid not null references carts on delete cascade,
  variant_id uuid not null references variants,
  quantity integer not null check (quantity between 1 and 100000),
  seen_unit_price_cents bigint not null check (seen_unit_price_cents > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (cart_id, variant_id)
);
