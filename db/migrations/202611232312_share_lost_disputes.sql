-- What a lost dispute took back of each wholesaler's order: tax, commission and subsidy fall in proportion, as with a refund.
create table dispute_shares (
  dispute_id uuid not null references disputes,
  wholesaler_order_id uuid not null references wholesaler_orders,
  amount_cents bigint not null check (amount_cents > 0),
  tax_cents bigint not null check (tax_cents >= 0),
  commission_cents bigint not null check (commission_cents >= 0),
  subsidy_cents bigint not null check (subsidy_cents >= 0),
  primary key (dispute_id, wholesaler_order_id)
);
create index dispute_shares_by_wholesaler_order on dispute_shares (wholesaler_order_id);
create trigger dispute_shares_append_only before update or delete on dispute_shares
  for each row execute function refuse_change();
