-- severity: warning
-- An unsent payout goes to the account its wholesaler has now
select p.number, p.status, p.stripe_account_id, w.stripe_account_id as account_now
from payouts p join wholesalers w on w.id = p.wholesaler_id
where p.status <> 'sent' and p.stripe_account_id is distinct from w.stripe_account_id;
