-- Analytics events, a partition a month; ensure_event_partition makes the next one, the default takes what has none.
create table analytics_events (
  id uuid not null default uuid_v7(),
  occurred_at timestamptz not null default now(),
  kind text not null check (kind in ('view', 'search', 'click', 'add', 'buy')),
  channel text not null check (channel in ('b2c', 'b2b')),
  visitor_id text not null,
  user_id uuid,
  product_id uuid,
  wholesaler_id uuid,
  query text,
  result_count integer,
  quantity integer,
  amount_cents bigint,
  primary key (id, occurred_at)
) partition by range (occurred_at);
create table analytics_events_default partition of analytics_events default;
create index analytics_events_by_product on analytics_events (product_id, occurred_at desc) where product_id is not null;
create index analytics_events_by_visitor on analytics_events (visitor_id, occurred_at desc);
create index analytics_events_by_user on analytics_events (user_id, occurred_at desc) where user_id is not null;

create function ensure_event_partition(month date) returns void language plpgsql as $$
declare first date := date_trunc('month', month)::date; name text := 'analytics_events_' || to_char(month, 'YYYYMM');
begin
  if to_regclass('public.' || name) is null then
    -- Made beside and attached: rows that came before their month had a partition move over from the default.
    execute format('create table %I (like analytics_events including defaults including constraints)', name);
    execute format('with early as (delete from analytics_events_default where occurred_at >= %L and occurred_at < %L returning *) insert into %I select * from early',
      first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC', name);
    execute format('alter table analytics_events attach partition %I for values from (%L) to (%L)',
      name, first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC');
  end if;
end $$;

create table daily_rollups (
  day date not null,
  product_id uuid not null references products on delete cascade,
  wholesaler_id uuid not null references wholesalers,
  channel text not null check (channel in ('b2c', 'b2b')),
  views integer not null default 0,
  adds integer not null default 0,
  orders integer not null default 0,
  units integer not null default 0,
  goods_cents bigint not null default 0,
  primary key (day, product_id, channel)
);
create index daily_rollups_by_wholesaler on daily_rollups (wholesaler_id, day);

create table audit_log (
  id uuid primary key default uuid_v7(),
  actor_id uuid references users on delete set null,
  actor_role text not null,
  action text not null,
  subject_table text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  reason text,
  request_id text,
  created_at timestamptz not null default now()
);
create index audit_log_by_subject on audit_log (subject_table, subject_id, created_at desc);
create index audit_log_newest on audit_log (created_at desc, id desc);
create trigger audit_log_append_only before delete on audit_log for each row execute function refuse_change();

-- Everything that came in, as it came. Applied once by the queue; the same path serves replay.
create table webhook_events (
  id uuid primary key default uuid_v7(),
  provider text not null check (provider in ('stripe', 'stripe_connect', 'easypost')),
  event_id text not null,
  type text not null,
  payload jsonb not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  applied_at timestamptz,
  outcome text,
  attempts integer not null default 0,
  last_error text,
  unique (provider, event_id)
);
create index webhook_events_unapplied on webhook_events (received_at) where applied_at is null;
create index webhook_events_newest on webhook_events (received_at desc, id desc);

-- queued → sent | failed; failed → queued. dedupe_key: the same letter for the same cause is written once.
create table letters (
  id uuid primary key default uuid_v7(),
  kind text not null,
  dedupe_key text not null unique,
  recipient_name text not null,
  recipient_address text not null,
  data jsonb not null,
  subject text,
  message_id text not null unique,
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed')),
  attempts integer not null default 0,
  last_error text,
  order_id uuid references orders,
  payout_id uuid references payouts,
  user_id uuid references users on delete set null,
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((status = 'sent') = (sent_at is not null))
);
create index letters_by_order on letters (order_id) where order_id is not null;
create index letters_newest on letters (created_at desc, id desc);
create index letters_unsent on letters (created_at) where status <> 'sent';

create table documents (
  id uuid primary key default uuid_v7(),
  kind text not null check (kind in ('invoice', 'packing_slip', 'payout_statement', 'payout_statement_csv', 'commission_invoice')),
  subject_id uuid not null,
  file_id uuid not null references files,
  created_at timestamptz not null default now(),
  unique (kind, subject_id)
);

-- A timetable job's run: the unique slot decides who runs it, the lease who may finish it.
create table job_runs (
  id uuid primary key default uuid_v7(),
  job text not null,
  slot timestamptz not null,
  status text not null default 'running' check (status in ('running', 'succeeded', 'failed')),
  lease_until timestamptz not null,
  lease_holder text not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  summary jsonb,
  error text,
  unique (job, slot)
);
create index job_runs_newest on job_runs (started_at desc);

create table imports (
  id uuid primary key default uuid_v7(),
  wholesaler_id uuid not null references wholesalers,
  file_name text not null,
  is_dry_run boolean not null,
  requested_by uuid references users on delete set null,
  product_count integer not null default 0,
  created_count integer not null default 0,
  updated_count integer not null default 0,
  unchanged_count integer not null default 0,
  failed_count integer not null default 0,
  finished_at timestamptz,
  created_at timestamptz not null default now()
);
create index imports_by_wholesaler on imports (wholesaler_id, created_at desc);

create table import_rows (
  id uuid primary key default uuid_v7(),
  import_id uuid not null references imports on delete cascade,
  row_number integer not null,
  handle text not null,
  outcome text not null check (outcome in ('created', 'updated', 'unchanged', 'failed')),
  messages jsonb not null default '[]',
  unique (import_id, row_number)
);
