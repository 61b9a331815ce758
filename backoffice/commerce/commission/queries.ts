import type { Db } from '#db/connection.ts';
import { PRICED, VOLUME } from './matching.ts';
import type { Terms } from './rules.ts';

export interface Sale {
  id: string;
  wholesalerId: string;
  currency: string;
  categoryId: string | null;
  isFirstOrder: boolean;
  baseCents: number;
}

export interface PricedSale extends Terms {
  id: string;
  ruleId: string;
  /** Of the band that was reached, or of the rule. */
  appliedBp: number;
  volumeCents: number | null;
  bandFromCents: number | null;
  commissionCents: number;
}

/** What the commission of sales would be at a moment, and by which rule. One statement, nothing written. */
export async function priceSales(db: Db, sales: Sale[], at: Date): Promise<PricedSale[]> {
  const { rows } = await db.raw(
    `with recursive bases as (
       select id, "wholesalerId" as wholesaler_id, currency, "categoryId" as category_id, "isFirstOrder" as is_first_order, "baseCents" as base
       from jsonb_to_recordset(cast(:sales as jsonb)) as s(id uuid, "wholesalerId" uuid, currency text, "categoryId" uuid, "isFirstOrder" boolean, "baseCents" bigint)
     ), ${PRICED}
     select priced.id, rule_id as "ruleId", r.percent_bp as "percentBp", priced.fixed_cents as "fixedCents", priced.floor_cents as "floorCents",
       priced.cap_cents as "capCents", priced.bands, priced.percent_bp as "appliedBp", volume_cents as "volumeCents",
       band_from_cents as "bandFromCents", commission_cents as "commissionCents"
     from priced join commission_rules r on r.id = rule_id`,
    { sales: JSON.stringify(sales), at },
  );
  return rows;
}

/** The rules that can apply to a wholesaler at a moment: its own and everyone's, the most specific first. */
export async function listRulesFor(db: Db, wholesalerId: string, at: Date): Promise<ApplicableRule[]> {
  const { rows } = await db.raw(
    `select r.id, r.wholesaler_id is not null as "isOwn", c.name as category, r.order_kind as "orderKind", r.percent_bp as "percentBp",
       r.fixed_cents as "fixedCents", r.floor_cents as "floorCents", r.cap_cents as "capCents", r.bands,
       case when isfinite(r.ends_at) then r.ends_at end as "endsAt"
     from commission_rules r left join categories c on c.id = r.category_id
     where (r.wholesaler_id is null or r.wholesaler_id = :wholesalerId) and :at >= r.starts_at and :at < r.ends_at
     order by r.wholesaler_id is null, r.category_id is null, c.name, r.order_kind`,
    { wholesalerId, at },
  );
  return rows;
}

/** What bands are reached by at a moment. */
export async function readVolume(db: Db, of: { wholesalerId: string; currency: string }, at: Date): Promise<number> {
  const { rows } = await db.raw(
    `select (${VOLUME})::bigint as cents from (select cast(:wholesalerId as uuid) as wholesaler_id, cast(:currency as text) as currency) w`,
    { ...of, at },
  );
  return rows[0].cents;
}

export interface ApplicableRule extends Terms {
  id: string;
  isOwn: boolean;
  category: string | null;
  orderKind: 'any' | 'first' | 'reorder';
  endsAt: Date | null;
}
