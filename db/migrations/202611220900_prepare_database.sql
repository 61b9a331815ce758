-- Extensions, time-ordered keys, and the one mechanism behind every status column:
-- a machine is a set of rows in state_transitions, its trigger refuses any other step and writes the step down.
create extension if not exists vector;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- RFC 9562 version 7: 48 bits of milliseconds, then random. (PostgreSQL 18 has its own; 17 does not.)
create function uuid_v7() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

-- unaccent() is only STABLE; an index needs IMMUTABLE, and our dictionary never changes under us.
create function plain_text(value text) returns text language sql immutable parallel safe strict as $$
  select lower(public.unaccent('public.unaccent', value))
$$;

create table state_transitions (
  machine text not null,
  from_status text not null,
  to_status text not null,
  primary key (machine, from_status, to_status),
  check (from_status <> to_status)
);

create table status_changes (
  id bigint generated always as identity primary key,
  machine text not null,
  subject_id uuid not null,
  from_status text,
  to_status text not null,
  changed_at timestamptz not null default clock_timestamp()
);
create index status_changes_by_subject on status_changes (subject_id, id);

-- Usage: create trigger … after insert or update of status on t for each row execute function follow_machine('t');
create function follow_machine() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.status = old.status then return null; end if;
    if not exists (
      select from state_transitions
      where machine = tg_argv[0] and from_status = old.status and to_status = new.status
    ) then
      raise exception '% % may not go from % to %', tg_argv[0], new.id, old.status, new.status
        using errcode = 'check_violation', constraint = tg_argv[0] || '_transition';
    end if;
  end if;
  insert into status_changes (machine, subject_id, from_status, to_status)
  values (tg_argv[0], new.id, case when tg_op = 'UPDATE' then old.status end, new.status);
  return null;
end $$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end $$;
create trigger status_changes_append_only before update or delete on status_changes
  for each row execute function refuse_change();
