-- A page of a category in any order is a short walk along one index, however many products it has.
create table category_listings (
  category_slug text not null,
  product_id uuid not null references search_documents on delete cascade,
  published_at timestamptz not null,
  popularity double precision not null,
  retail_from_cents bigint not null,
  wholesale_from_cents bigint,
  primary key (product_id, category_slug)
);
create index category_listings_newest on category_listings (category_slug, published_at desc, product_id desc);
create index category_listings_popular on category_listings (category_slug, popularity desc, product_id desc);
create index category_listings_retail on category_listings (category_slug, retail_from_cents, product_id);
create index category_listings_wholesale on category_listings (category_slug, wholesale_from_cents, product_id);
insert into category_listings
  select listed, product_id, published_at, popularity, retail_from_cents, wholesale_from_cents from search_documents, unnest(category_slugs) listed;

-- The document is only handed on: as text it is neither taken apart nor put together again. What facets ask of it becomes a column.
alter table search_documents add column wholesaler_name text;
update search_documents set wholesaler_name = document->>'wholesalerName';
alter table search_documents alter column wholesaler_name set not null, alter column document type json using document::json;
