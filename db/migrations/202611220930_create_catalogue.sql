create table categories (
  id uuid primary key default uuid_v7(),
  parent_id uuid references categories,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  blurb text not null default '',
  image_key text,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  check (parent_id <> id)
);
create index categories_by_parent on categories (parent_id);

-- draft → pending → published → archived; pending → rejected → pending; archived → pending; draft → archived
create table products (
  id uuid primary key default uuid_v7(),
  wholesaler_id uuid not null references wholesalers,
  handle text not null,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null check (title <> ''),
  description_html text not null default '',
  category_id uuid references categories,
  tags text[] not null default '{}',
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  option_names text[] not null default '{}' check (cardinality(option_names) <= 3),
  tax_category text not null default 'standard' check (tax_category in ('standard', 'reduced', 'zero')),
  status text not null default 'draft' check (status in ('draft', 'pending', 'published', 'rejected', 'archived')),
  status_reason text,
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (wholesaler_id, handle),
  unique (id, wholesaler_id),
  check (status <> 'published' or (published_at is not null and category_id is not null)),
  check (status <> 'rejected' or status_reason is not null)
);
create index products_by_wholesaler on products (wholesaler_id, status, id);
create index products_newest on products (published_at desc, id desc) where status = 'published';
create index products_by_category on products (category_id, published_at desc, id desc) where status = 'published';
create index products_waiting on products (updated_at) where status = 'pending';
insert into state_transitions values
  ('products', 'draft', 'pending'), ('products', 'pending', 'published'), ('products', 'pending', 'rejected'),
  ('products', 'rejected', 'pending'), ('products', 'published', 'archived'), ('products', 'archived', 'pending'),
  ('products', 'draft', 'archived'), ('products', 'rejected', 'archived'), ('products', 'pending', 'draft');
create trigger products_machine after insert or update of status on products
  for each row execute function follow_machine('products');

-- options holds one value for each of the product's option_names: {"Colour": "Sand", "Size": "M"}.
-- B2B quantity rules (MOQ, case pack, maximum) live here; wholesale_price_cents null: not sold in bulk.
create table variants (
  id uuid primary key default uuid_v7(),
  product_id uuid not null,
  wholesaler_id uuid not null,
  sku text not null check (sku <> ''),
  barcode text,
  title text not null,
  options jsonb not null default '{}' check (jsonb_typeof(options) = 'object'),
  retail_price_cents bigint not null check (retail_price_cents > 0),
  compare_at_price_cents bigint check (compare_at_price_cents > 0),
  wholesale_price_cents bigint check (wholesale_price_cents > 0),
  moq integer not null default 1 check (moq > 0),
  case_pack integer not null default 1 check (case_pack > 0),
  maximum_quantity integer check (maximum_quantity >= moq),
  weight_grams integer not null default 0 check (weight_grams >= 0),
  length_mm integer check (length_mm > 0),
  width_mm integer check (width_mm > 0),
  height_mm integer check (height_mm > 0),
  position integer not null default 0,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (product_id, wholesaler_id) references products (id, wholesaler_id),
  unique (wholesaler_id, sku),
  unique (id, wholesaler_id),
  check (wholesale_price_cents <= retail_price_cents)
);
create index variants_by_product on variants (product_id, position);
create unique index variants_one_per_choice on variants (product_id, options) where archived_at is null;
create index variants_by_barcode on variants (barcode) where barcode is not null;

-- pending → ready | failed → pending. A remote picture is fetched by a job and fails softly.
create table product_images (
  id uuid primary key default uuid_v7(),
  product_id uuid not null references products on delete cascade,
  variant_id uuid references variants on delete set null,
  source_url text,
  alt text not null default '',
  position integer not null default 0,
  status text not null default 'pending' check (status in ('pending', 'ready', 'failed')),
  failure_reason text,
  created_at timestamptz not null default now(),
  unique (product_id, source_url)
);
create index product_images_by_product on product_images (product_id, position);
comment on table product_images is 'ready: renditions lie at products/<id>/<width>.webp for 160, 480 and 1080 px';
insert into state_transitions values
  ('product_images', 'pending', 'ready'), ('product_images', 'pending', 'failed'), ('product_images', 'failed', 'pending');
create trigger product_images_machine after update of status on product_images
  for each row execute function follow_machine('product_images');

-- An edit of a published product's selling facts: pending → approved | rejected | withdrawn
create table product_change_requests (
  id uuid primary key default uuid_v7(),
  product_id uuid not null references products,
  wholesaler_id uuid not null references wholesalers,
  proposed jsonb not null,
  status text not null default 'pending' check (status in ('pending', 'approved', 'rejected', 'withdrawn')),
  status_reason text,
  requested_by uuid references users,
  decided_by uuid references users,
  decided_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index product_change_requests_one_open on product_change_requests (product_id) where status = 'pending';

create table product_reviews (
  id uuid primary key default uuid_v7(),
  product_id uuid not null references products,
  user_id uuid references users on delete set null,
  author text not null,
  rating integer not null check (rating between 1 and 5),
  title text not null default '',
  body text not null default '',
  created_at timestamptz not null default now(),
  unique (product_id, user_id)
);
create index product_reviews_by_product on product_reviews (product_id, created_at desc);
