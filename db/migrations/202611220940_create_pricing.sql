-- Basis points (bp): 100 bp = 1 %.
create extension if not exists btree_gist;

create table price_lists (
  id uuid primary key default uuid_v7(),
  name text not null,
  wholesaler_id uuid references wholesalers,
  store_group_id uuid references store_groups,
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  starts_at timestamptz not null default '-infinity',
  ends_at timestamptz not null default 'infinity',
  created_at timestamptz not null default now(),
  check (starts_at < ends_at)
);
create index price_lists_by_wholesaler on price_lists (wholesaler_id);

create table price_tiers (
  id uuid primary key default uuid_v7(),
  price_list_id uuid not null references price_lists on delete cascade,
  variant_id uuid not null references variants on delete cascade,
  min_quantity integer not null check (min_quantity > 0),
  unit_price_cents bigint not null check (unit_price_cents > 0),
  created_at timestamptz not null default now(),
  unique (variant_id, price_list_id, min_quantity)
);
create index price_tiers_by_list on price_tiers (price_list_id);

create table promotions (
  id uuid primary key default uuid_v7(),
  code text unique check (code = upper(code)),
  title text not null,
  kind text not null check (kind in ('percent', 'fixed', 'free_shipping', 'buy_x_get_y')),
  percent_bp integer check (percent_bp between 1 and 10000),
  fixed_cents bigint check (fixed_cents > 0),
  buy_quantity integer check (buy_quantity > 0),
  get_quantity integer check (get_quantity > 0),
  wholesaler_id uuid references wholesalers,
  category_id uuid references categories,
  channel text check (channel in ('b2c', 'b2b')),
  minimum_goods_cents bigint not null default 0 check (minimum_goods_cents >= 0),
  starts_at timestamptz not null default now(),
  ends_at timestamptz not null default 'infinity',
  usage_limit integer check (usage_limit > 0),
  usage_limit_per_buyer integer check (usage_limit_per_buyer > 0),
  budget_cents bigint check (budget_cents > 0),
  wholesaler_share_bp integer not null default 0 check (wholesaler_share_bp between 0 and 10000),
  is_combinable boolean not null default false,
  created_at timestamptz not null default now(),
  check (starts_at < ends_at),
  check ((kind = 'percent') = (percent_bp is not null)),
  check ((kind = 'fixed') = (fixed_cents is not null)),
  check ((kind = 'buy_x_get_y') = (buy_quantity is not null and get_quantity is not null))
);

-- One rate at a time for a country and tax category; region null: the whole country.
create table tax_rates (
  id uuid primary key default uuid_v7(),
  country text not null check (country ~ '^[A-Z]{2}$'),
  region text,
  tax_category text not null check (tax_category in ('standard', 'reduced', 'zero')),
  rate_bp integer not null check (rate_bp between 0 and 10000),
  starts_on date not null default '-infinity',
  ends_on date not null default 'infinity',
  created_at timestamptz not null default now(),
  check (starts_on < ends_on),
  exclude using gist (country with =, coalesce(region, '') with =, tax_category with =, daterange(starts_on, ends_on) with &&)
);

-- The most specific wins: wholesaler + category, wholesaler, category, platform.
create table commission_rules (
  id uuid primary key default uuid_v7(),
  wholesaler_id uuid references wholesalers,
  category_id uuid references categories,
  order_kind text not null default 'any' check (order_kind in ('any', 'first', 'reorder')),
  percent_bp integer not null check (percent_bp between 0 and 10000),
  fixed_cents bigint not null default 0 check (fixed_cents >= 0),
  floor_cents bigint not null default 0 check (floor_cents >= 0),
  cap_cents bigint check (cap_cents >= floor_cents),
  starts_at timestamptz not null default '-infinity',
  ends_at timestamptz not null default 'infinity',
  created_by uuid references users,
  created_at timestamptz not null default now(),
  check (starts_at < ends_at),
  exclude using gist (
    coalesce(wholesaler_id, '00000000-0000-0000-0000-000000000000') with =,
    coalesce(category_id, '00000000-0000-0000-0000-000000000000') with =,
    order_kind with =, tstzrange(starts_at, ends_at) with &&)
);
