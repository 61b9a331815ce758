-- severity: warning
-- No payout waits for an answer for more than 15 minutes
select number, sending_since, status_reason from payouts where status = 'sending' and sending_since < now() - interval '15 minutes';
