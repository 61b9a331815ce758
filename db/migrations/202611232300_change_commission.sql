-- A rule may grade its percent by what its wholesaler sold in the 30 days before an order: [{"fromCents": 1000000, "percentBp": 900}, …], rising.
-- Below the first band the rule's own percent applies.
create function are_bands(bands jsonb) returns boolean language sql immutable as $$
  select jsonb_typeof(bands) = 'array' and jsonb_array_length(bands) <= 10 and not exists (
    select from (
      select (b ->> 'fromCents')::bigint as from_cents, (b ->> 'percentBp')::int as percent_bp, lag((b ->> 'fromCents')::bigint) over (order by position) as before_cents
      from jsonb_array_elements(bands) with ordinality as band(b, position)) band
    where (from_cents > coalesce(before_cents, 0) and percent_bp between 0 and 10000) is not true)
$$;
alter table commission_rules add column bands jsonb not null default '[]' check (are_bands(bands));

-- Equal: the rule was taken back before it began.
do $$
declare name text;
begin
  select conname into name from pg_constraint
  where conrelid = 'commission_rules'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%(starts_at < ends_at)%';
  execute format('alter table commission_rules drop constraint %I', name);
end $$;
alter table commission_rules add check (starts_at <= ends_at);

-- What a rate was is what snapshots are explained by: a rule is never edited, it ends, and another follows.
create function refuse_rule_edit() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.ends_at > old.ends_at or to_jsonb(new) - 'ends_at' <> to_jsonb(old) - 'ends_at' then
    raise exception 'a commission rule is never edited, it can only end' using errcode = 'check_violation', constraint = 'commission_rules_never_edited';
  end if;
  return new;
end $$;
create trigger commission_rules_never_edited before update or delete on commission_rules
  for each row execute function refuse_rule_edit();

-- What one person asks of the rules and a second decides. set: a rule from starts_at on, in place of the one of the same scope; end: no rule
-- of its own any more from starts_at on.
-- proposed → approved | refused
create table commission_changes (
  id uuid primary key default uuid_v7(),
  status text not null default 'proposed' check (status in ('proposed', 'approved', 'refused')),
  kind text not null check (kind in ('set', 'end')),
  wholesaler_id uuid references wholesalers,
  category_id uuid references categories,
  order_kind text not null default 'any' check (order_kind in ('any', 'first', 'reorder')),
  percent_bp integer not null check (percent_bp between 0 and 10000),
  fixed_cents bigint not null default 0 check (fixed_cents >= 0),
  floor_cents bigint not null default 0 check (floor_cents >= 0),
  cap_cents bigint check (cap_cents >= floor_cents),
  bands jsonb not null default '[]' check (are_bands(bands)),
  starts_at timestamptz not null,
  ends_at timestamptz not null default 'infinity' check (starts_at < ends_at),
  -- The rule that is to end; and the one that came of it.
  ended_rule_id uuid references commission_rules,
  commission_rule_id uuid unique references commission_rules,
  reason text not null check (reason <> ''),
  proposed_by uuid not null references users,
  decided_by uuid references users,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((status = 'proposed') = (decided_by is null)),
  check (status <> 'approved' or decided_by <> proposed_by),
  check ((kind = 'end') = (ended_rule_id is not null)),
  check ((status = 'approved' and kind = 'set') = (commission_rule_id is not null))
);
create index commission_changes_newest on commission_changes (created_at desc, id desc);
insert into state_transitions values ('commission_changes', 'proposed', 'approved'), ('commission_changes', 'proposed', 'refused');
create trigger commission_changes_machine after insert or update of status on commission_changes
  for each row execute function follow_machine('commission_changes');

-- The facts that decided a rate. volume_cents: what the wholesaler had sold in the 30 days before, where the rule has bands; band_from_cents: the band it reached.
alter table commissions add column currency text, add column placed_at timestamptz, add column volume_cents bigint, add column band_from_cents bigint;
alter table commissions disable trigger commissions_append_only;
update commissions c set currency = p.currency, placed_at = p.placed_at from wholesaler_orders p where p.id = c.wholesaler_order_id;
alter table commissions enable trigger commissions_append_only;
alter table commissions alter column currency set not null, alter column placed_at set not null,
  add check (band_from_cents is null or volume_cents >= band_from_cents);
create index commissions_by_volume on commissions (wholesaler_id, currency, placed_at) include (base_cents);
create index commissions_by_placing on commissions (placed_at);
create index wholesaler_orders_cancelled on wholesaler_orders (wholesaler_id, placed_at) where status = 'cancelled' and placed_at is not null;
