-- Prices: a list prices only what is its wholesaler's, in the wholesaler's currency; the platform's lists price anything.
create function refuse_foreign_price() returns trigger language plpgsql as $$
begin
  if exists (
    select from price_lists l join variants v on v.id = new.variant_id join wholesalers w on w.id = v.wholesaler_id
    where l.id = new.price_list_id and (l.wholesaler_id <> v.wholesaler_id or l.currency <> w.currency)
  ) then
    raise exception 'price list % may not price variant %', new.price_list_id, new.variant_id
      using errcode = 'check_violation', constraint = 'price_tiers_of_own_variants';
  end if;
  return new;
end $$;
create trigger price_tiers_of_own_variants before insert or update of price_list_id, variant_id on price_tiers
  for each row execute function refuse_foreign_price();

-- A wholesaler's minimum for stores of one country, instead of its general one.
create table wholesaler_minimums (
  wholesaler_id uuid not null references wholesalers on delete cascade,
  country text not null check (country ~ '^[A-Z]{2}$'),
  minimum_order_cents bigint not null default 0 check (minimum_order_cents >= 0),
  minimum_first_order_cents bigint not null default 0 check (minimum_first_order_cents >= 0),
  created_at timestamptz not null default now(),
  primary key (wholesaler_id, country)
);

-- A replacement for what went wrong: no minimum and no quantity rule holds it up.
alter table orders add column is_replacement boolean not null default false;

-- Promotions. Their uses are their redemptions on orders that are alive: an order that expires or is cancelled gives its use back by that alone.
create index promotions_automatic on promotions (wholesaler_id) where code is null;
create table cart_promotions (
  cart_id uuid not null references carts on delete cascade,
  promotion_id uuid not null references promotions on delete cascade,
  created_at timestamptz not null default now(),
  primary key (cart_id, promotion_id)
);
-- buyer: 'store:<id>' or 'email:<address>'.
alter table promotion_redemptions add column buyer text not null default '';
alter table promotion_redemptions alter column buyer drop default;
create index promotion_redemptions_by_buyer on promotion_redemptions (promotion_id, buyer);
create index promotion_redemptions_by_order on promotion_redemptions (order_id);

-- subsidy_cents: what the platform pays the wholesaler for its share of a discount, without tax, so that the wholesaler earns what it
-- would have earned had only its own share been taken off. shipping_cents stays what the buyer pays: the discount is off already.
alter table order_lines add column subsidy_cents bigint not null default 0;
alter table order_lines add constraint order_lines_subsidy check (subsidy_cents between 0 and discount_cents);
alter table wholesaler_orders add column shipping_discount_cents bigint not null default 0 check (shipping_discount_cents >= 0);
alter table wholesaler_orders add column shipping_subsidy_cents bigint not null default 0;
alter table wholesaler_orders add constraint wholesaler_orders_shipping_subsidy check (shipping_subsidy_cents between 0 and shipping_discount_cents);

-- What a refund takes back of the platform's subsidy.
alter table refund_lines add column subsidy_cents bigint not null default 0 check (subsidy_cents >= 0);
alter table refunds add column subsidy_cents bigint not null default 0 check (subsidy_cents >= 0);

-- How a part was taxed, and its delivery, so that no document has to guess.
alter table wholesaler_orders add column tax_treatment text not null default 'taxed'
  check (tax_treatment in ('taxed', 'exempt', 'reverse_charge', 'export'));
alter table wholesaler_orders add column shipping_tax_rate_bp integer not null default 0 check (shipping_tax_rate_bp between 0 and 10000);
update wholesaler_orders p set tax_treatment = case
    when not exists (select from tax_rates r where r.country = o.shipping_address->>'country') then 'export'
    when s.tax_exempt_until >= o.created_at::date then 'exempt'
    when o.shipping_address->>'country' <> w.country and replace(left(s.tax_id, 2), 'EL', 'GR') = s.country and s.country <> w.country then 'reverse_charge'
    else 'taxed' end
  from orders o join stores s on s.id = o.store_id, wholesalers w
  where o.id = p.order_id and w.id = p.wholesaler_id and p.tax_cents = 0;
update wholesaler_orders p set shipping_tax_rate_bp = coalesce((
    select r.rate_bp from orders o join tax_rates r on r.country = o.shipping_address->>'country' and r.region is null and r.tax_category = 'standard'
      and o.created_at::date >= r.starts_on and o.created_at::date < r.ends_on
    where o.id = p.order_id), 0)
  where p.tax_cents > 0;
