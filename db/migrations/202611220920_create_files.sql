-- What lies in object storage. The key says where; the row says what, how large, and whether everyone may read it.
create table files (
  id uuid primary key default uuid_v7(),
  key text not null unique,
  content_type text not null,
  byte_size bigint not null check (byte_size >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  is_public boolean not null default false,
  created_at timestamptz not null default now()
);
