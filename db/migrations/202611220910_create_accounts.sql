-- auth (Better Auth's tables, renamed to ours) and accounts.

-- role: customer → store_owner when a store is approved. wholesaler, admin and finance are given, never taken.
create table users (
  id uuid primary key default uuid_v7(),
  name text not null,
  email text not null unique check (email = lower(email) and email like '%_@_%'),
  email_verified boolean not null default false,
  image text,
  role text not null default 'customer' check (role in ('customer', 'store_owner', 'wholesaler', 'admin', 'finance')),
  suspended_at timestamptz,
  suspended_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (suspended_at is null or suspended_reason is not null)
);

create table sessions (
  id uuid primary key default uuid_v7(),
  user_id uuid not null references users on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_by_user on sessions (user_id);

create table auth_accounts (
  id uuid primary key default uuid_v7(),
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references users on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index auth_accounts_by_user on auth_accounts (user_id);

create table verifications (
  id uuid primary key default uuid_v7(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on verifications (identifier);

create table rate_limits (
  id uuid primary key default uuid_v7(),
  key text not null unique,
  count integer not null,
  last_request bigint not null
);

-- applied → approved ⇄ suspended; applied → rejected → applied
create table wholesalers (
  id uuid primary key default uuid_v7(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  tagline text not null default '',
  story text not null default '',
  logo_key text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  tax_id text,
  contact_email text not null,
  status text not null default 'applied' check (status in ('applied', 'approved', 'suspended', 'rejected')),
  status_reason text,
  minimum_order_cents bigint not null default 0 check (minimum_order_cents >= 0),
  minimum_first_order_cents bigint not null default 0 check (minimum_first_order_cents >= 0),
  shipping_mode text not null default 'flat' check (shipping_mode in ('flat', 'free', 'carrier')),
  flat_rate_cents bigint not null default 0 check (flat_rate_cents >= 0),
  free_shipping_over_cents bigint check (free_shipping_over_cents > 0),
  lead_time_days integer not null default 2 check (lead_time_days between 0 and 90),
  stripe_account_id text unique,
  stripe_requirements jsonb not null default '[]',
  payouts_enabled boolean not null default false,
  payouts_paused_at timestamptz,
  payouts_paused_reason text,
  hold_days integer not null default 7 check (hold_days between 0 and 90),
  minimum_payout_cents bigint not null default 100 check (minimum_payout_cents > 0),
  reserve_bp integer not null default 0 check (reserve_bp between 0 and 5000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (payouts_paused_at is null or payouts_paused_reason is not null)
);
insert into state_transitions values
  ('wholesalers', 'applied', 'approved'), ('wholesalers', 'applied', 'rejected'), ('wholesalers', 'rejected', 'applied'),
  ('wholesalers', 'approved', 'suspended'), ('wholesalers', 'suspended', 'approved');
create trigger wholesalers_machine after insert or update of status on wholesalers
  for each row execute function follow_machine('wholesalers');

create table wholesaler_members (
  id uuid primary key default uuid_v7(),
  wholesaler_id uuid not null references wholesalers,
  user_id uuid not null unique references users on delete cascade,
  created_at timestamptz not null default now()
);
create index wholesaler_members_by_wholesaler on wholesaler_members (wholesaler_id);

create table store_groups (
  id uuid primary key default uuid_v7(),
  name text not null unique,
  created_at timestamptz not null default now()
);

-- in_review → approved ⇄ suspended; in_review → rejected | more_information; both → in_review by a new application
create table stores (
  id uuid primary key default uuid_v7(),
  name text not null,
  legal_name text not null,
  tax_id text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  website text,
  about text not null default '',
  store_group_id uuid references store_groups,
  status text not null default 'in_review' check (status in ('in_review', 'approved', 'rejected', 'more_information', 'suspended')),
  status_reason text,
  decided_at timestamptz,
  decided_by uuid references users,
  terms_days integer check (terms_days in (15, 30, 60)),
  credit_limit_cents bigint not null default 0 check (credit_limit_cents >= 0),
  tax_exempt_until date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (country, tax_id),
  check (status <> 'rejected' or status_reason is not null)
);
insert into state_transitions values
  ('stores', 'in_review', 'approved'), ('stores', 'in_review', 'rejected'), ('stores', 'in_review', 'more_information'),
  ('stores', 'more_information', 'in_review'), ('stores', 'rejected', 'in_review'),
  ('stores', 'approved', 'suspended'), ('stores', 'suspended', 'approved');
create trigger stores_machine after insert or update of status on stores
  for each row execute function follow_machine('stores');

create table store_members (
  id uuid primary key default uuid_v7(),
  store_id uuid not null references stores on delete cascade,
  user_id uuid not null unique references users on delete cascade,
  member_role text not null default 'owner' check (member_role in ('owner', 'buyer', 'approver')),
  created_at timestamptz not null default now()
);
create index store_members_by_store on store_members (store_id);

create table addresses (
  id uuid primary key default uuid_v7(),
  user_id uuid references users on delete cascade,
  store_id uuid references stores on delete cascade,
  wholesaler_id uuid references wholesalers on delete cascade,
  name text not null,
  company text,
  line1 text not null,
  line2 text,
  city text not null,
  region text,
  postal_code text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  phone text,
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  check (num_nonnulls(user_id, store_id, wholesaler_id) = 1)
);
create index addresses_by_user on addresses (user_id) where user_id is not null;
create index addresses_by_store on addresses (store_id) where store_id is not null;
create unique index addresses_ship_from on addresses (wholesaler_id) where wholesaler_id is not null and is_default;
