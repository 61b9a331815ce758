-- Requests for quotation: a store asks several wholesalers at once. Each answers for itself and never learns of the others,
-- so everyone reads the same number and a wholesaler's rows hang on its own part.
create sequence quotation_numbers start 10001;

create table quotations (
  id uuid primary key default uuid_v7(),
  number text not null unique default 'Q-' || nextval('quotation_numbers'),
  store_id uuid not null references stores,
  requested_by uuid not null references users,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  note text not null default '',
  request_key text unique,
  created_at timestamptz not null default now()
);
create index quotations_by_store on quotations (store_id, created_at desc, id desc);

-- What is wanted: a wholesaler's variant, or words for what is not listed.
-- is_open: every wholesaler that is asked may answer it; those whose variant it is not read the words alone.
create table quotation_lines (
  id uuid primary key default uuid_v7(),
  quotation_id uuid not null references quotations,
  position integer not null,
  title text not null check (title <> ''),
  variant_id uuid,
  wholesaler_id uuid,
  quantity integer not null check (quantity between 1 and 100000),
  target_price_cents bigint check (target_price_cents > 0),
  needed_by date,
  note text not null default '',
  is_open boolean not null,
  foreign key (variant_id, wholesaler_id) references variants (id, wholesaler_id),
  unique (quotation_id, position),
  check ((variant_id is null) = (wholesaler_id is null)),
  check (is_open or variant_id is not null)
);

-- One wholesaler's part of a request.
-- requested → offered ⇄ countered; offered → accepted → ordered; requested, offered, countered → declined | expired | withdrawn;
-- accepted → expired (nothing was ordered in time); expired → ordered (paid for after the offer's last day)
-- open_until: the last day for an answer, or of the offer.
create table quotation_parts (
  id uuid primary key default uuid_v7(),
  quotation_id uuid not null references quotations,
  wholesaler_id uuid not null references wholesalers,
  number text not null,
  store_name text not null,
  status text not null default 'requested' check (status in
    ('requested', 'offered', 'countered', 'accepted', 'ordered', 'declined', 'expired', 'withdrawn')),
  open_until date not null,
  current_offer_id uuid,
  order_id uuid references orders,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (quotation_id, wholesaler_id),
  unique (id, wholesaler_id),
  check (status in ('requested', 'declined', 'expired', 'withdrawn') or current_offer_id is not null),
  check (status <> 'ordered' or order_id is not null)
);
create index quotation_parts_by_wholesaler on quotation_parts (wholesaler_id, created_at desc, id desc);
create index quotation_parts_waiting on quotation_parts (wholesaler_id) where status in ('requested', 'countered');
create index quotation_parts_ending on quotation_parts (open_until) where status in ('requested', 'offered', 'countered', 'accepted');
create index quotation_parts_by_order on quotation_parts (order_id) where order_id is not null;
insert into state_transitions values
  ('quotation_parts', 'requested', 'offered'), ('quotation_parts', 'offered', 'countered'), ('quotation_parts', 'countered', 'offered'),
  ('quotation_parts', 'offered', 'accepted'), ('quotation_parts', 'accepted', 'ordered'), ('quotation_parts', 'accepted', 'expired'),
  ('quotation_parts', 'expired', 'ordered'),
  ('quotation_parts', 'requested', 'declined'), ('quotation_parts', 'offered', 'declined'), ('quotation_parts', 'countered', 'declined'),
  ('quotation_parts', 'requested', 'expired'), ('quotation_parts', 'offered', 'expired'), ('quotation_parts', 'countered', 'expired'),
  ('quotation_parts', 'requested', 'withdrawn'), ('quotation_parts', 'offered', 'withdrawn'), ('quotation_parts', 'countered', 'withdrawn');
create trigger quotation_parts_machine after insert or update of status on quotation_parts
  for each row execute function follow_machine('quotation_parts');

-- What was said about prices, version after version and never changed: the wholesaler's offers and the store's counters.
create table quotation_offers (
  id uuid primary key default uuid_v7(),
  part_id uuid not null references quotation_parts,
  version integer not null check (version > 0),
  made_by text not null check (made_by in ('wholesaler', 'store')),
  message text not null default '',
  valid_until date,
  created_by uuid references users,
  created_at timestamptz not null default now(),
  unique (part_id, version),
  unique (id, part_id),
  check ((made_by = 'wholesaler') = (valid_until is not null))
);
alter table quotation_parts add foreign key (current_offer_id, id) references quotation_offers (id, part_id);
create trigger quotation_offers_append_only before update or delete on quotation_offers
  for each row execute function refuse_change();

-- An offered line names the variant that will be sent; a countered one only the price that is hoped for.
create table quotation_offer_lines (
  id uuid primary key default uuid_v7(),
  offer_id uuid not null references quotation_offers,
  line_id uuid not null references quotation_lines,
  variant_id uuid references variants,
  quantity integer not null check (quantity between 1 and 100000),
  unit_price_cents bigint not null check (unit_price_cents > 0),
  unique (offer_id, line_id),
  unique (offer_id, variant_id)
);
create trigger quotation_offer_lines_append_only before update or delete on quotation_offer_lines
  for each row execute function refuse_change();

-- The timeline: who took which step, and why.
create table quotation_steps (
  id bigint generated always as identity primary key,
  part_id uuid not null references quotation_parts,
  kind text not null check (kind in ('requested', 'offered', 'countered', 'accepted', 'ordered', 'declined', 'expired', 'withdrawn')),
  made_by text not null check (made_by in ('wholesaler', 'store', 'time')),
  user_id uuid references users,
  offer_id uuid references quotation_offers,
  message text not null default '',
  created_at timestamptz not null default clock_timestamp()
);
create index quotation_steps_by_part on quotation_steps (part_id, id);
create trigger quotation_steps_append_only before update or delete on quotation_steps
  for each row execute function refuse_change();

-- An accepted offer's lines lie in the cart at their agreed price; what is ordered keeps saying by which offer.
alter table cart_lines add column offer_line_id uuid references quotation_offer_lines;
alter table order_lines add column offer_line_id uuid references quotation_offer_lines;
create index order_lines_by_offer_line on order_lines (offer_line_id) where offer_line_id is not null;
