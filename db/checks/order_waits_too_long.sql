-- No order waits for its payment half an hour beyond its time
select number, expires_at from orders where status = 'awaiting_payment' and expires_at < now() - interval '30 minutes';
