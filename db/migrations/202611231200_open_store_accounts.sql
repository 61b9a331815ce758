-- Store accounts: locations, documents, members with limits, invitations, orders that ask for approval.

-- A store's addresses are its locations: each has a name by which its buyers choose it.
alter table addresses add column location_name text check (location_name is null or (location_name <> '' and store_id is not null));

-- spending_limit_cents: the most one order of this member may come to, tax and delivery included; above it someone else approves. Null: no limit.
alter table store_members add column spending_limit_cents bigint check (spending_limit_cents >= 0);
alter table store_members add constraint store_owners_have_no_limit check (member_role <> 'owner' or spending_limit_cents is null);

-- What a store hands in: private, read by its members and by staff.
create table store_documents (
  id uuid primary key default uuid_v7(),
  store_id uuid not null references stores,
  file_id uuid not null unique references files,
  kind text not null check (kind in ('application', 'certificate')),
  name text not null check (name <> ''),
  uploaded_by uuid references users on delete set null,
  created_at timestamptz not null default now()
);
create index store_documents_by_store on store_documents (store_id, created_at);

-- Exemption from tax. submitted → accepted | rejected; accepted → withdrawn. What is accepted sets stores.tax_exempt_until.
create table tax_certificates (
  id uuid primary key default uuid_v7(),
  store_id uuid not null references stores,
  document_id uuid not null unique references store_documents,
  number text not null check (number <> ''),
  expires_on date not null,
  status text not null default 'submitted' check (status in ('submitted', 'accepted', 'rejected', 'withdrawn')),
  status_reason text,
  decided_by uuid references users,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (status not in ('rejected', 'withdrawn') or status_reason is not null)
);
create index tax_certificates_by_store on tax_certificates (store_id, created_at desc);
create index tax_certificates_waiting on tax_certificates (created_at) where status = 'submitted';
insert into state_transitions values
  ('tax_certificates', 'submitted', 'accepted'), ('tax_certificates', 'submitted', 'rejected'), ('tax_certificates', 'accepted', 'withdrawn');
create trigger tax_certificates_machine after insert or update of status on tax_certificates
  for each row execute function follow_machine('tax_certificates');

-- token_hash: of the token in the letter; it opens once, until it expires or is revoked.
create table store_invitations (
  id uuid primary key default uuid_v7(),
  store_id uuid not null references stores on delete cascade,
  email text not null check (email = lower(email) and email like '%_@_%'),
  member_role text not null check (member_role in ('owner', 'buyer', 'approver')),
  spending_limit_cents bigint check (spending_limit_cents >= 0),
  token_hash text not null unique,
  invited_by uuid references users on delete set null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references users on delete set null,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  check (member_role <> 'owner' or spending_limit_cents is null),
  check (num_nonnulls(accepted_at, revoked_at) <= 1)
);
create unique index store_invitations_one_open on store_invitations (store_id, email) where accepted_at is null and revoked_at is null;

create sequence order_approval_numbers start 1001;
-- An order above its buyer's limit. Its lines wait in a cart of its own; price and stock are judged again when it is approved.
-- submitted → approved | declined | withdrawn; approved → submitted (it could not be placed)
-- request: what the buyer asked for at checkout; total_cents: what it came to then, as shown to the approver beside what it comes to now.
create table order_approvals (
  id uuid primary key default uuid_v7(),
  number text not null unique default 'A-' || nextval('order_approval_numbers'),
  store_id uuid not null references stores,
  submitted_by uuid not null references users,
  status text not null default 'submitted' check (status in ('submitted', 'approved', 'declined', 'withdrawn')),
  status_reason text,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  total_cents bigint not null check (total_cents > 0),
  lines jsonb not null,
  request jsonb not null,
  request_key text not null unique,
  decided_by uuid references users,
  decided_at timestamptz,
  attempt integer not null default 0 check (attempt >= 0),
  order_id uuid references orders,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (status <> 'declined' or status_reason is not null),
  check (decided_by is null or decided_by <> submitted_by)
);
create index order_approvals_by_store on order_approvals (store_id, created_at desc, id desc);
create index order_approvals_waiting on order_approvals (store_id) where status = 'submitted';
insert into state_transitions values
  ('order_approvals', 'submitted', 'approved'), ('order_approvals', 'submitted', 'declined'), ('order_approvals', 'submitted', 'withdrawn'),
  ('order_approvals', 'approved', 'submitted');
create trigger order_approvals_machine after insert or update of status on order_approvals
  for each row execute function follow_machine('order_approvals');

-- A cart belongs to a person, a guest, or an order that waits for its approval.
alter table carts add column approval_id uuid unique references order_approvals on delete cascade;
alter table carts drop constraint carts_check;
alter table carts drop constraint carts_check1;
alter table carts add constraint carts_have_one_owner check (num_nonnulls(user_id, guest_token_hash, approval_id) = 1);
alter table carts add constraint carts_b2b_are_known check (channel = 'b2c' or num_nonnulls(user_id, approval_id) = 1);
