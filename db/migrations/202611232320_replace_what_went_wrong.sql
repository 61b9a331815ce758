-- A replacement is an order of its own: goods at the price they were bought for, all of it taken off by its wholesaler, delivery and tax nothing.
-- Nothing is paid for it, so nothing of it is in the ledger; stock, parcels, letters and documents treat it as any order.
alter table orders drop constraint orders_payment_method_check;
alter table orders add constraint orders_payment_method_check check (payment_method in ('card', 'terms', 'none'));
alter table orders drop constraint orders_check4;
alter table orders add constraint orders_terms_are_for_stores check (payment_method <> 'terms' or store_id is not null);
alter table orders add column replaces_part_id uuid references wholesaler_orders;
alter table orders add column replacement_reason text;
alter table orders add constraint orders_free_of_charge check ((payment_method = 'none') = (replaces_part_id is not null));
alter table orders add constraint orders_replacement_costs_nothing
  check (payment_method <> 'none' or (is_replacement and total_cents = 0 and tax_cents = 0 and discount_cents = goods_cents and replacement_reason is not null));
create index orders_by_replaced_part on orders (replaces_part_id) where replaces_part_id is not null;
alter table order_lines add column replaces_line_id uuid references order_lines;
create index order_lines_by_replaced_line on order_lines (replaces_line_id) where replaces_line_id is not null;

-- approved → replaced: the buyer gets the goods again and no money back.
alter table return_requests drop constraint return_requests_status_check;
alter table return_requests add constraint return_requests_status_check
  check (status in ('requested', 'approved', 'rejected', 'received', 'refunded', 'withdrawn', 'replaced'));
insert into state_transitions values ('return_requests', 'approved', 'replaced');
