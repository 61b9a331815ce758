-- A key of its own, so that a country's minimum can be shown and changed like any other row.
alter table wholesaler_minimums add column id uuid not null default uuid_v7();
alter table wholesaler_minimums drop constraint wholesaler_minimums_pkey;
alter table wholesaler_minimums add primary key (id);
alter table wholesaler_minimums add unique (wholesaler_id, country);
