-- Stock is never negative and covers what is reserved
select variant_id, on_hand, reserved from stock where not (on_hand >= reserved and reserved >= 0);
