-- A request says what stood there when it was made, so that its diff reads the same after the decision.
alter table product_change_requests add column before jsonb not null default '{}';
alter table product_change_requests add column updated_at timestamptz not null default now();
alter table product_change_requests add check ((status in ('approved', 'rejected')) = (decided_by is not null));
insert into state_transitions values
  ('product_change_requests', 'pending', 'approved'), ('product_change_requests', 'pending', 'rejected'),
  ('product_change_requests', 'pending', 'withdrawn');
create trigger product_change_requests_machine after insert or update of status on product_change_requests
  for each row execute function follow_machine('product_change_requests');
create index product_change_requests_newest on product_change_requests (created_at desc, id desc);
create index product_change_requests_by_wholesaler on product_change_requests (wholesaler_id, created_at desc);
