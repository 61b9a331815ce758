-- severity: warning
-- No refund waits more than half an hour to be sent, or was refused
select id, order_id, status, amount_cents, failure_reason from refunds
where (status = 'pending' and updated_at < now() - interval '30 minutes') or status = 'failed';
