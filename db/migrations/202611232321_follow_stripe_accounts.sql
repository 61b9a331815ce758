-- What Stripe says of an account beside yes or no: what it asks for, by when, and why. payout_currencies: those its bank accounts take;
-- null: not said, so not judged here.
alter table wholesalers add column stripe_account_state jsonb not null default '{}';
alter table wholesalers add column payout_currencies text[];

-- Who paused payouts may go on with them: a wholesaler what it paused itself, the platform anything.
alter table wholesalers add column payouts_paused_by text check (payouts_paused_by in ('platform', 'wholesaler'));
alter table wholesalers add constraint wholesalers_payouts_paused_by check (payouts_paused_by is null or payouts_paused_at is not null);

alter table payout_carryovers drop constraint payout_carryovers_reason_check;
alter table payout_carryovers add constraint payout_carryovers_reason_check
  check (reason in ('below_minimum', 'negative_balance', 'payouts_paused', 'payouts_not_enabled', 'not_approved', 'disputed', 'no_account_in_currency'));
