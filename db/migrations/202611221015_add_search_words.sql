-- The vocabulary of the catalogue: what a mistyped word is corrected to.
create table search_words (
  word text primary key check (length(word) between 3 and 40),
  product_count integer not null default 1
);
create index search_words_near on search_words using gin (word gin_trgm_ops);
