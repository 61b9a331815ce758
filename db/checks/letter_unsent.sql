-- severity: warning
-- No letter is refused or waits for more than 15 minutes
select kind, recipient_address, status, attempts, last_error, created_at from letters
where status = 'failed' or (status = 'queued' and created_at < now() - interval '15 minutes');
