-- What a lost dispute took back is off what can still be refunded: of the payment for a refund that sets out now (news of one under way
-- is kept whatever it says), and of its wholesaler's order, tax included.
create or replace function refuse_refund_above_capture() returns trigger language plpgsql as $$
declare captured bigint; refunded bigint; lost bigint := 0; part_total bigint; part_given bigint;
begin
  if tg_op = 'INSERT' and new.wholesaler_order_id is not null then
    select total_cents into part_total from wholesaler_orders where id = new.wholesaler_order_id for update;
    select coalesce(sum(amount_cents), 0) into part_given from (
      select amount_cents from refunds where wholesaler_order_id = new.wholesaler_order_id
      union all select amount_cents from dispute_shares where wholesaler_order_id = new.wholesaler_order_id) given;
    if part_given + new.amount_cents > part_total then
      raise exception 'refunds and lost disputes of order % would come to % of %', new.wholesaler_order_id, part_given + new.amount_cents, part_total
        using errcode = 'check_violation', constraint = 'refunds_within_order';
    end if;
  end if;
  if new.payment_id is null or new.status = 'failed' then return new; end if;
  select captured_cents into captured from payments where id = new.payment_id for update;
  select coalesce(sum(amount_cents), 0) into refunded from refunds
    where payment_id = new.payment_id and status <> 'failed' and id <> new.id;
  if tg_op = 'INSERT' or (old.status = 'failed' and new.status = 'pending') then
    select coalesce(sum(amount_cents), 0) into lost from disputes where payment_id = new.payment_id and status = 'lost';
  end if;
  if refunded + lost + new.amount_cents > captured then
    raise exception 'refunds of payment % would come to % of % captured, % lost', new.payment_id, refunded + new.amount_cents, captured, lost
      using errcode = 'check_violation', constraint = 'refunds_within_capture';
  end if;
  return new;
end $$;
