create table stock (
  variant_id uuid primary key references variants,
  on_hand integer not null default 0 check (on_hand >= 0),
  reserved integer not null default 0 check (reserved >= 0),
  low_stock_threshold integer not null default 5 check (low_stock_threshold >= 0),
  updated_at timestamptz not null default now(),
  check (on_hand >= reserved)
);

-- quantity is the signed change of on_hand; the sum of a variant's movements is its on_hand.
create table stock_movements (
  id uuid primary key default uuid_v7(),
  variant_id uuid not null references variants,
  quantity integer not null check (quantity <> 0),
  reason text not null check (reason in ('opening', 'received', 'corrected', 'imported', 'shipped', 'returned')),
  order_line_id uuid,
  actor_id uuid references users on delete set null,
  note text,
  created_at timestamptz not null default now()
);
create index stock_movements_by_variant on stock_movements (variant_id, created_at desc);
create trigger stock_movements_append_only before update or delete on stock_movements
  for each row execute function refuse_change();
