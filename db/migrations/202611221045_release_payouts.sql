-- The person who started a batch may not be the one who releases it. Null: the nightly run did.
alter table payout_batches add column requested_by uuid references users;
alter table payout_batches add check (released_by is null or released_by is distinct from requested_by);
