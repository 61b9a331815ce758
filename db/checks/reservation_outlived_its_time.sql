-- No unpaid reservation is kept more than five minutes beyond its time
select id, order_id, expires_at from reservations
where status = 'held' and expires_at < now() - interval '5 minutes';
