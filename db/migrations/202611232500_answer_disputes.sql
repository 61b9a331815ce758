-- The dispute desk. What the processor says of a dispute is in disputes, what we say to it in dispute_answers; a wholesaler sees its own
-- part of one. Any open status may follow any other, and each may be the last:
-- [warning_]needs_response ⇄ [warning_]under_review → won | lost | warning_closed | prevented | charge_refunded
alter table disputes add column opened_at timestamptz not null default now();
update disputes set opened_at = created_at;
-- Of a loss: how much of what it would take from the wholesalers the platform bears.
alter table disputes add column platform_share_bp integer not null default 0 check (platform_share_bp between 0 and 10000);
alter table disputes add column stage text not null generated always as (case
  when status in ('needs_response', 'warning_needs_response', 'appeal_needs_response') then 'to_answer'
  when status in ('under_review', 'warning_under_review', 'appeal_under_review') then 'under_review'
  else 'closed' end) stored;
create index disputes_to_answer on disputes (evidence_due_at) where stage = 'to_answer';

with open (status) as (values ('needs_response'), ('under_review'), ('warning_needs_response'), ('warning_under_review'),
  ('appeal_needs_response'), ('appeal_under_review')), over (status) as (values ('won'), ('lost'), ('warning_closed'), ('prevented'), ('charge_refunded'))
insert into state_transitions
select 'disputes', f.status, t.status from open f cross join (select status from open union all select status from over) t where f.status <> t.status;
insert into status_changes (machine, subject_id, to_status, changed_at) select 'disputes', id, status, created_at from disputes;
create trigger disputes_machine after insert or update of status on disputes
  for each row execute function follow_machine('disputes');

-- A wholesaler's order in a dispute. Its status and its day follow the dispute's by trigger: a wholesaler may not read the dispute itself,
-- which names the whole payment.
create table dispute_parts (
  id uuid primary key default uuid_v7(),
  dispute_id uuid not null references disputes,
  wholesaler_order_id uuid not null,
  wholesaler_id uuid not null,
  status text not null,
  stage text not null,
  reason text not null,
  evidence_due_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (wholesaler_order_id, wholesaler_id) references wholesaler_orders (id, wholesaler_id),
  unique (dispute_id, wholesaler_order_id)
);
create index dispute_parts_by_wholesaler on dispute_parts (wholesaler_id, created_at desc, id desc);
create index dispute_parts_by_order on dispute_parts (wholesaler_order_id);

create function divide_dispute() returns trigger language plpgsql as $$
begin
  insert into dispute_parts (dispute_id, wholesaler_order_id, wholesaler_id, status, stage, reason, evidence_due_at, created_at)
  select d.id, p.id, p.wholesaler_id, d.status, d.stage, d.reason, d.evidence_due_at, d.created_at
  from disputes d join payments pay on pay.id = d.payment_id join wholesaler_orders p on p.order_id = pay.order_id
  where d.id = new.id and p.status not in ('awaiting_payment', 'expired')
  on conflict (dispute_id, wholesaler_order_id) do update
    set status = excluded.status, stage = excluded.stage, evidence_due_at = excluded.evidence_due_at, updated_at = now();
  return null;
end $$;
create trigger disputes_divided after insert or update of status, evidence_due_at on disputes
  for each row execute function divide_dispute();
update disputes set status = status;

-- What the desk says to the bank. gathered: found by ourselves; edits: what a person put in its place ('' leaves a field out).
-- texts by the processor's field; files: field → dispute_files.id. A decision freezes the row: it is what was said.
create table dispute_answers (
  dispute_id uuid primary key references disputes,
  gathered jsonb not null default '{}',
  gathered_files jsonb not null default '{}',
  gathered_at timestamptz,
  edits jsonb not null default '{}',
  edited_files jsonb not null default '{}',
  decision text check (decision in ('contested', 'accepted')),
  decided_by uuid references users,
  decided_at timestamptz,
  -- Raised when the processor refused; part of the idempotency key.
  attempt integer not null default 1 check (attempt > 0),
  sent_at timestamptz,
  failure_reason text,
  updated_at timestamptz not null default now(),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  check (sent_at is null or decision is not null)
);

create table dispute_files (
  id uuid primary key default uuid_v7(),
  dispute_id uuid not null references disputes,
  -- Set when a wholesaler handed it in.
  dispute_part_id uuid references dispute_parts,
  file_id uuid not null unique references files,
  name text not null check (name <> ''),
  uploaded_by uuid references users,
  -- Once the processor has it.
  stripe_file_id text unique,
  created_at timestamptz not null default now()
);
create index dispute_files_by_dispute on dispute_files (dispute_id, created_at);
create index dispute_files_by_part on dispute_files (dispute_part_id) where dispute_part_id is not null;

-- What a wholesaler tells the desk.
create table dispute_messages (
  id uuid primary key default uuid_v7(),
  dispute_part_id uuid not null references dispute_parts,
  author_id uuid not null references users,
  body text not null check (body <> ''),
  created_at timestamptz not null default now()
);
create index dispute_messages_by_part on dispute_messages (dispute_part_id, created_at);
create trigger dispute_messages_append_only before update or delete on dispute_messages
  for each row execute function refuse_change();
revoke update, delete, truncate on dispute_messages from stackr_app;

-- As with a refund: of the wholesaler's share the platform's own cost (account adjustments).
alter table dispute_shares add column platform_cents bigint not null default 0 check (platform_cents >= 0);
