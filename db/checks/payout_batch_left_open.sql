-- severity: warning
-- A batch is finished, or waits for its release, within a day
select batch_date, status, started_at from payout_batches where status = 'running' and started_at < now() - interval '1 day';
