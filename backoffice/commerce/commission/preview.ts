import type { Db } from '#db/connection.ts';
import { Refusal } from '../refusal.ts';
import type { Change } from './changes.ts';
import { ANCESTRY, bandOf, commissionOf, FITS, RANK, VOLUME_DAYS } from './matching.ts';

/** What a change would have made of the lines it touches, before refunds. */
export interface PreviewRow {
  wholesalerId: string;
  wholesaler: string;
  currency: string;
  lines: number;
  goodsCents: number;
  chargedCents: number;
  wouldCents: number;
}

export interface Preview {
  from: string;
  until: string;
  /** Of all wholesalers, a row a currency. */
  totals: (Omit<PreviewRow, 'wholesalerId' | 'wholesaler'> & { wholesalers: number })[];
  /** Those with the greatest difference first, at most 200. */
  rows: PreviewRow[];
}

const MOST_ROWS = 200;
const MOST_SECONDS = 30;
const QUERY_CANCELED = '57014';

/** As if the change had applied to every order placed in the 30 days before `now`. Reads only; a Refusal when that takes too long. */
export async function previewChange(db: Db, change: Change, now: Date): Promise<Preview> {
  const since = new Date(now.getTime() - VOLUME_DAYS * 86_400_000);
  const { rows } = await withinTime(db, trx =>
    trx.raw(PREVIEW, {
      since,
      now,
      wholesalerId: change.wholesalerId,
      endedRuleId: change.endedRuleId,
      proposed: JSON.stringify(change.kind === 'set' ? [change] : []),
    }),
  );
  const all = rows.map((row: PreviewRow & { kind: string }) => row) as (PreviewRow & { wholesalers: number })[];
  const totals = all.filter(row => row.wholesalerId === null);
  return {
    ...{ from: since.toISOString(), until: now.toISOString() },
    totals: totals.map(({ wholesalerId: _, wholesaler: __, ...total }) => total),
    rows: all.filter(row => row.wholesalerId !== null).map(({ wholesalers: _, ...row }) => row),
  };
}

/** Whoever asked has long gone, and the database would still be at it. */
async function withinTime<Result>(db: Db, read: (trx: Db) => Promise<Result>): Promise<Result> {
  try {
    return await db.transaction(async trx => {
      await trx.raw(`set local statement_timeout = '${MOST_SECONDS}s'`);
      // A statement that comes often is prepared; from its sixth time on its plan would know neither days nor scope, and take minutes.
      await trx.raw(`set local plan_cache_mode = 'force_custom_plan'`);
      return read(trx);
    });
  } catch (error) {
    if ((error as { code?: string }).code !== QUERY_CANCELED) throw error;
    throw new Refusal(
      'rule',
      'preview_too_large',
      `This touches too many orders to be previewed within ${MOST_SECONDS} seconds: preview it for one wholesaler`,
    );
  }
}

/** A category or none, in a form that joins by hash. */
const NO_CATEGORY = `coalesce(b.category_id, '00000000-0000-0000-0000-000000000000')`;

// Which rules can be for a kind of line is found once for each kind, not for each line.
const PREVIEW = `
  with recursive proposed as (
    select * from jsonb_to_recordset(cast(:proposed as jsonb)) as t("wholesalerId" uuid, "categoryId" uuid, "orderKind" text, "percentBp" int,
      "fixedCents" bigint, "floorCents" bigint, "capCents" bigint, bands jsonb)
  ), candidates as (
    select r.id, r.wholesaler_id, r.category_id, r.order_kind, r.percent_bp, r.fixed_cents, r.floor_cents, r.cap_cents, r.bands, r.starts_at, r.ends_at
    from commission_rules r
    where r.id is distinct from cast(:endedRuleId as uuid) and not exists (
      select from proposed t where t."wholesalerId" is not distinct from r.wholesaler_id and t."categoryId" is not distinct from r.category_id
        and t."orderKind" = r.order_kind)
    union all
    select null, "wholesalerId", "categoryId", "orderKind", "percentBp", "fixedCents", "floorCents", "capCents", bands, '-infinity', 'infinity' from proposed
  ), sold as (
    select c.order_line_id as id, c.wholesaler_order_id, c.wholesaler_id, c.currency, c.commission_rule_id, c.placed_at, c.base_cents as base,
      c.commission_cents as charged, p.is_first_order,
      sum(c.base_cents) over (partition by c.wholesaler_id, c.currency order by c.placed_at range between interval '${VOLUME_DAYS} days' preceding and current row)
        - sum(c.base_cents) over (partition by c.wholesaler_id, c.currency, c.placed_at) as volume
    from commissions c join wholesaler_orders p on p.id = c.wholesaler_order_id
    where c.placed_at >= cast(:since as timestamptz) - interval '${VOLUME_DAYS} days' and c.placed_at < :now and p.status <> 'cancelled'
      and (cast(:wholesalerId as uuid) is null or c.wholesaler_id = cast(:wholesalerId as uuid))
  ), bases as (
    select sold.*, pr.category_id from sold join order_lines l on l.id = sold.id join products pr on pr.id = l.product_id where sold.placed_at >= :since
  ), ${ANCESTRY}, kinds as (
    select distinct wholesaler_id, category_id, is_first_order from bases
  ), ranked as (
    select b.wholesaler_id as of_wholesaler, ${NO_CATEGORY} as of_category, b.is_first_order, ${RANK} as rank, r.*
    from kinds b join candidates r on r.wholesaler_id = b.wholesaler_id left join ancestry a on a.leaf = b.category_id and a.id = r.category_id where ${FITS}
    union all
    select b.wholesaler_id, ${NO_CATEGORY}, b.is_first_order, ${RANK}, r.*
    from kinds b join candidates r on r.wholesaler_id is null left join ancestry a on a.leaf = b.category_id and a.id = r.category_id where ${FITS}
  ), ruled as (
    select distinct on (b.id) b.wholesaler_id, b.currency, b.base, b.charged, b.volume, b.commission_rule_id,
      r.id as rule_id, r.percent_bp, r.fixed_cents, r.floor_cents, r.cap_cents, r.bands
    from bases b join ranked r on r.of_wholesaler = b.wholesaler_id and r.of_category = ${NO_CATEGORY} and r.is_first_order = b.is_first_order
      and b.placed_at >= r.starts_at and b.placed_at < r.ends_at
    order by b.id, r.rank
  ), repriced as (
    select ruled.wholesaler_id, ruled.currency, ruled.base, ruled.charged,
      ${commissionOf('ruled', 'coalesce(band.percent_bp, ruled.percent_bp)', 'ruled.base')} as would
    from ruled left join lateral ${bandOf('ruled.bands', 'ruled.volume')} band on true
    where ruled.rule_id is distinct from ruled.commission_rule_id
  ), summed as (
    select wholesaler_id, currency, count(*)::int as lines, sum(base)::bigint as goods, sum(charged)::bigint as charged, sum(would)::bigint as would
    from repriced group by wholesaler_id, currency
  ), most as (
    select * from summed order by abs(would - charged) desc, wholesaler_id limit ${MOST_ROWS}
  )
  select w.id as "wholesalerId", w.name as wholesaler, m.currency, m.lines, m.goods as "goodsCents", m.charged as "chargedCents", m.would as "wouldCents", 1 as wholesalers
  from most m join wholesalers w on w.id = m.wholesaler_id
  union all
  select null, null, currency, sum(lines)::int, sum(goods)::bigint, sum(charged)::bigint, sum(would)::bigint, count(*)::int from summed group by currency`;
