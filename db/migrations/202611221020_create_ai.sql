create table product_embeddings (
  product_id uuid primary key references products on delete cascade,
  model text not null,
  text_hash text not null,
  embedding vector(1536) not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index product_embeddings_near on product_embeddings using hnsw (embedding vector_cosine_ops);

-- Computed nightly from placed orders. lift > 1: bought together more often than by chance.
create table product_pairs (
  product_id uuid not null references products on delete cascade,
  other_product_id uuid not null references products on delete cascade,
  order_count integer not null check (order_count > 0),
  support double precision not null,
  confidence double precision not null,
  lift double precision not null,
  computed_at timestamptz not null default now(),
  primary key (product_id, other_product_id),
  check (product_id <> other_product_id)
);
create index product_pairs_best on product_pairs (product_id, lift desc);
