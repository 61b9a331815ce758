// The rule of a line, as SQL, for the order that is placed, the page that names the rates and the preview of a change.

/** How long the trailing volume of bands looks back. */
export const VOLUME_DAYS = 30;

/** CTE: the categories above those of the lines in bases, themselves at depth 0. Needs `with recursive`. */
export const ANCESTRY = `
  leaves as (
    select distinct category_id as leaf from bases where category_id is not null
  ), ancestry as (
    select leaf, leaf as id, 0 as depth from leaves
    union all
    select a.leaf, c.parent_id, a.depth + 1 from ancestry a join categories c on c.id = a.id where c.parent_id is not null and a.depth < 20
  )`;

/** How specific rule r is, with its category's place a above the product's; the least wins: wholesaler and category (the nearest), wholesaler, category, platform; then first or reorder before any. */
export const RANK = `case when r.wholesaler_id is null then 1000 else 0 end + coalesce(a.depth, 100) * 2 + case when r.order_kind = 'any' then 1 else 0 end`;

/** Rule r can be for line b, whoever it is for and whenever. */
export const FITS = `(r.category_id is null or a.id is not null) and r.order_kind in ('any', case when b.is_first_order then 'first' else 'reorder' end)`;

/** Lateral: the rule of line b at a moment. */
const ruleOf = (at: string): string => `(
    select r.* from commission_rules r left join ancestry a on a.leaf = b.category_id and a.id = r.category_id
    where (r.wholesaler_id is null or r.wholesaler_id = b.wholesaler_id) and ${FITS} and ${at} >= r.starts_at and ${at} < r.ends_at
    order by ${RANK}
    limit 1)`;

/** Lateral: the highest band that a volume reaches. */
export const bandOf = (bands: string, volumeCents: string): string => `(
    select band."fromCents" as from_cents, band."percentBp" as percent_bp
    from jsonb_to_recordset(${bands}) as band("fromCents" bigint, "percentBp" int)
    where band."fromCents" <= ${volumeCents} order by band."fromCents" desc limit 1)`;

/** Percent (rounded half up) and fixed part, at most the cap, at least the floor, never more than there is. */
export const commissionOf = (rule: string, percentBp: string, base: string): string =>
  `least(${base}, greatest(${rule}.floor_cents, least(coalesce(${rule}.cap_cents, ${base}), (${base} * ${percentBp} + 5000) / 10000 + ${rule}.fixed_cents)))`;

/** What a wholesaler (alias w) sold in the 30 days before :at: the base of what was placed and not cancelled, refunds not taken off. */
export const VOLUME = `
    (select coalesce(sum(c.base_cents), 0) from commissions c
      where c.wholesaler_id = w.wholesaler_id and c.currency = w.currency
        and c.placed_at >= cast(:at as timestamptz) - interval '${VOLUME_DAYS} days' and c.placed_at < cast(:at as timestamptz))
    - (select coalesce(sum(c.base_cents), 0) from wholesaler_orders p join commissions c on c.wholesaler_order_id = p.id
      where p.wholesaler_id = w.wholesaler_id and p.currency = w.currency and p.status = 'cancelled'
        and p.placed_at >= cast(:at as timestamptz) - interval '${VOLUME_DAYS} days' and p.placed_at < cast(:at as timestamptz))`;

/**
 * CTEs from bases(id, wholesaler_id, currency, category_id, is_first_order, base) to priced: each line with its rule, rate and commission at :at.
 * The volume is read only where a rule has bands. Needs `with recursive`.
 */
export const PRICED = `${ANCESTRY}, ruled as (
    select b.*, rule.id as rule_id, rule.percent_bp, rule.fixed_cents, rule.floor_cents, rule.cap_cents, rule.bands
    from bases b cross join lateral ${ruleOf('cast(:at as timestamptz)')} rule
  ), volumes as (
    select w.wholesaler_id, w.currency, (${VOLUME})::bigint as cents
    from (select distinct wholesaler_id, currency from ruled where bands <> '[]') w
  ), priced as (
    select ruled.id, ruled.wholesaler_id, ruled.currency, ruled.base, ruled.rule_id, ruled.fixed_cents, ruled.floor_cents, ruled.cap_cents, ruled.bands,
      coalesce(band.percent_bp, ruled.percent_bp) as percent_bp, case when ruled.bands <> '[]' then v.cents end as volume_cents, band.from_cents as band_from_cents,
      ${commissionOf('ruled', 'coalesce(band.percent_bp, ruled.percent_bp)', 'ruled.base')} as commission_cents
    from ruled left join volumes v using (wholesaler_id, currency)
    left join lateral ${bandOf('ruled.bands', 'v.cents')} band on true
  )`;

/** CTEs from bases (with wholesaler_order_id) to snapshot: the commission of each line, written at :at. */
export const SNAPSHOT_COMMISSIONS = `${PRICED}, snapshot as (
    insert into commissions (order_line_id, wholesaler_order_id, wholesaler_id, commission_rule_id, percent_bp, fixed_cents, base_cents, commission_cents,
      currency, placed_at, volume_cents, band_from_cents)
    select priced.id, bases.wholesaler_order_id, priced.wholesaler_id, rule_id, percent_bp, fixed_cents, priced.base, commission_cents,
      priced.currency, cast(:at as timestamptz), volume_cents, band_from_cents
    from priced join bases using (id)
    returning wholesaler_order_id, commission_cents
  )`;
