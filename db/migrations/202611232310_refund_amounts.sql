-- Who bears a refund: platform_cents of what it would take from the wholesaler are the platform's own cost (account adjustments).
alter table refunds add column platform_share_bp integer not null default 0 check (platform_share_bp between 0 and 10000);
alter table refunds add column platform_cents bigint not null default 0 check (platform_cents >= 0);

-- Of a line never more than was bought and charged: counted under the line's lock. quantity 0: a price reduction.
create function refuse_refund_above_line() returns trigger language plpgsql as $$
declare line order_lines; taken record;
begin
  select * into line from order_lines where id = new.order_line_id for update;
  select coalesce(sum(quantity), 0) as quantity, coalesce(sum(goods_cents), 0) as goods, coalesce(sum(tax_cents), 0) as tax into taken
    from refund_lines where order_line_id = new.order_line_id and id <> new.id;
  if taken.quantity + new.quantity > line.quantity or taken.goods + new.goods_cents > line.goods_cents - line.discount_cents
    or taken.tax + new.tax_cents > line.tax_cents then
    raise exception 'refunds of line % would come to % units and % cents', new.order_line_id, taken.quantity + new.quantity, taken.goods + new.goods_cents
      using errcode = 'check_violation', constraint = 'refunds_within_line';
  end if;
  return new;
end $$;
create trigger refunds_within_line before insert or update on refund_lines
  for each row execute function refuse_refund_above_line();
