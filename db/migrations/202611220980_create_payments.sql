-- pending → succeeded | failed | expired; failed → succeeded | expired; expired → succeeded (paid in the last second)
create table payments (
  id uuid primary key default uuid_v7(),
  order_id uuid not null references orders,
  status text not null default 'pending' check (status in ('pending', 'succeeded', 'failed', 'expired')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_cents bigint not null check (amount_cents > 0),
  captured_cents bigint not null default 0 check (captured_cents between 0 and amount_cents),
  fee_cents bigint not null default 0,
  stripe_checkout_session_id text unique,
  checkout_url text,
  stripe_payment_intent_id text unique,
  stripe_charge_id text unique,
  available_on timestamptz,
  failure_reason text,
  succeeded_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((status = 'succeeded') = (captured_cents > 0)),
  check (status <> 'succeeded' or (stripe_payment_intent_id is not null and succeeded_at is not null))
);
create unique index payments_one_success_per_order on payments (order_id) where status = 'succeeded';
create index payments_by_order on payments (order_id);
insert into state_transitions values
  ('payments', 'pending', 'succeeded'), ('payments', 'pending', 'failed'), ('payments', 'pending', 'expired'),
  ('payments', 'failed', 'succeeded'), ('payments', 'failed', 'expired'), ('payments', 'expired', 'succeeded');
create trigger payments_machine after insert or update of status on payments
  for each row execute function follow_machine('payments');

-- pending (our row, written before the call) → sent (the processor has it) → succeeded | failed; pending → failed; failed → pending
create table refunds (
  id uuid primary key default uuid_v7(),
  order_id uuid not null references orders,
  payment_id uuid references payments,
  wholesaler_order_id uuid references wholesaler_orders,
  status text not null default 'pending' check (status in ('pending', 'sent', 'succeeded', 'failed')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_cents bigint not null check (amount_cents > 0),
  goods_cents bigint not null default 0 check (goods_cents >= 0),
  shipping_cents bigint not null default 0 check (shipping_cents >= 0),
  tax_cents bigint not null default 0 check (tax_cents >= 0),
  commission_cents bigint not null default 0 check (commission_cents >= 0),
  reason text not null,
  request_key text not null unique,
  stripe_refund_id text unique,
  requested_by uuid references users,
  failure_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index refunds_by_order on refunds (order_id);
create index refunds_by_wholesaler_order on refunds (wholesaler_order_id);
insert into state_transitions values
  ('refunds', 'pending', 'sent'), ('refunds', 'pending', 'succeeded'), ('refunds', 'pending', 'failed'), ('refunds', 'sent', 'succeeded'), ('refunds', 'sent', 'failed'),
  ('refunds', 'succeeded', 'failed'), ('refunds', 'failed', 'pending');
create trigger refunds_machine after insert or update of status on refunds
  for each row execute function follow_machine('refunds');

create table refund_lines (
  id uuid primary key default uuid_v7(),
  refund_id uuid not null references refunds,
  order_line_id uuid not null references order_lines,
  quantity integer not null check (quantity >= 0),
  goods_cents bigint not null check (goods_cents >= 0),
  tax_cents bigint not null check (tax_cents >= 0),
  commission_cents bigint not null check (commission_cents >= 0),
  unique (refund_id, order_line_id)
);
create index refund_lines_by_line on refund_lines (order_line_id);

-- Refunds never exceed what was captured: counted under the payment's lock.
create function refuse_refund_above_capture() returns trigger language plpgsql as $$
declare captured bigint; refunded bigint;
begin
  if new.payment_id is null or new.status = 'failed' then return new; end if;
  select captured_cents into captured from payments where id = new.payment_id for update;
  select coalesce(sum(amount_cents), 0) into refunded from refunds
    where payment_id = new.payment_id and status <> 'failed' and id <> new.id;
  if refunded + new.amount_cents > captured then
    raise exception 'refunds of payment % would come to % of % captured', new.payment_id, refunded + new.amount_cents, captured
      using errcode = 'check_violation', constraint = 'refunds_within_capture';
  end if;
  return new;
end $$;
create trigger refunds_within_capture before insert or update of amount_cents, status on refunds
  for each row execute function refuse_refund_above_capture();

create table disputes (
  id uuid primary key default uuid_v7(),
  payment_id uuid not null references payments,
  stripe_dispute_id text not null unique,
  status text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_cents bigint not null check (amount_cents > 0),
  reason text not null,
  evidence_due_at timestamptz,
  stripe_updated_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index disputes_by_payment on disputes (payment_id);

create sequence invoice_numbers start 1001;
-- open → paid | void
create table invoices (
  id uuid primary key default uuid_v7(),
  number text not null unique default 'I-' || nextval('invoice_numbers'),
  order_id uuid not null unique references orders,
  store_id uuid not null references stores,
  status text not null default 'open' check (status in ('open', 'paid', 'void')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  total_cents bigint not null check (total_cents > 0),
  credited_cents bigint not null default 0 check (credited_cents between 0 and total_cents),
  paid_cents bigint not null default 0 check (paid_cents between 0 and total_cents),
  issued_on date not null,
  due_on date not null check (due_on >= issued_on),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (credited_cents + paid_cents <= total_cents)
);
create index invoices_open_by_store on invoices (store_id) where status = 'open';
insert into state_transitions values ('invoices', 'open', 'paid'), ('invoices', 'open', 'void');
create trigger invoices_machine after insert or update of status on invoices
  for each row execute function follow_machine('invoices');

-- The first answer to a request, kept so that its repeat gets the same one.
-- scope: who asked (user or guest cart) and for what.
create table idempotency_keys (
  scope text not null,
  key text not null check (length(key) between 8 and 255),
  request_hash text not null,
  response_status integer,
  response_body jsonb,
  created_at timestamptz not null default now(),
  primary key (scope, key)
);
create index idempotency_keys_old on idempotency_keys (created_at);
