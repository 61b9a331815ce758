-- A wholesaler may be paid one order's earnings while another's are frozen: a batch can have a payout and a carryover for the same one.
alter table payout_carryovers drop constraint payout_carryovers_reason_check;
alter table payout_carryovers add constraint payout_carryovers_reason_check
  check (reason in ('below_minimum', 'negative_balance', 'payouts_paused', 'payouts_not_enabled', 'not_approved', 'disputed'));
alter table payout_carryovers drop constraint payout_carryovers_payout_batch_id_wholesaler_id_currency_key;
alter table payout_carryovers add unique (payout_batch_id, wholesaler_id, currency, reason);
create index disputes_open on disputes (payment_id) where status not in ('won', 'lost', 'warning_closed', 'prevented');
