-- Quick order: SKUs are found however they are cased; the nearest ones are offered for a slip of the finger.
create index variants_by_sku on variants (lower(sku));
create index variants_sku_near on variants using gist (lower(sku) gist_trgm_ops (siglen = 64));

-- A store's named lists. Every member of the store sees and changes them.
create table lists (
  id uuid primary key default uuid_v7(),
  store_id uuid not null references stores on delete cascade,
  name text not null check (name = btrim(name) and char_length(name) between 1 and 80),
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index lists_one_of_a_name on lists (store_id, lower(name));

create table list_lines (
  list_id uuid not null references lists on delete cascade,
  variant_id uuid not null references variants,
  quantity integer not null check (quantity between 1 and 100000),
  created_at timestamptz not null default now(),
  primary key (list_id, variant_id)
);
