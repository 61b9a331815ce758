-- The buyer's own key makes a repeated click find the first order, even when the first answer was lost.
alter table orders add column request_key text unique;
alter table shipments add column request_key text unique;
alter table return_requests add column request_key text unique;
