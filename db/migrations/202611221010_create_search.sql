-- The Postgres engine's index: one row a published product, rebuilt whole by sync-search.
create table search_documents (
  product_id uuid primary key references products on delete cascade,
  wholesaler_id uuid not null references wholesalers,
  slug text not null,
  title text not null,
  wholesaler_slug text not null,
  category_slugs text[] not null,
  facets text[] not null default '{}',
  retail_from_cents bigint not null,
  wholesale_from_cents bigint,
  in_stock boolean not null,
  popularity double precision not null default 0,
  published_at timestamptz not null,
  words tsvector not null,
  title_plain text not null,
  skus text[] not null default '{}',
  document jsonb not null,
  content_hash text not null,
  updated_at timestamptz not null default now()
);
comment on column search_documents.facets is '''Name=Value'' pairs, so that one GIN index serves every attribute';
create index search_documents_words on search_documents using gin (words);
create index search_documents_title on search_documents using gin (title_plain gin_trgm_ops);
create index search_documents_categories on search_documents using gin (category_slugs);
create index search_documents_facets on search_documents using gin (facets);
create index search_documents_skus on search_documents using gin (skus);
create index search_documents_newest on search_documents (published_at desc, product_id desc);
create index search_documents_retail on search_documents (retail_from_cents, product_id);
create index search_documents_wholesale on search_documents (wholesale_from_cents, product_id);
create index search_documents_popular on search_documents (popularity desc, product_id desc);
create index search_documents_by_wholesaler on search_documents (wholesaler_slug);

create table search_synonyms (
  id uuid primary key default uuid_v7(),
  words text[] not null check (cardinality(words) >= 2),
  created_at timestamptz not null default now()
);
