-- severity: warning
-- No reversal of a transfer stays half an hour without an answer
select id, payout_id, status, amount_cents, updated_at from transfer_reversals
where status in ('pending', 'sending') and updated_at < now() - interval '30 minutes';
