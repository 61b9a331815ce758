import type { Db } from '#db/connection.ts';
import type { Scope, Terms } from './rules.ts';

/** From startsAt on: set, a rule in place of the one of its scope; end, the rule ends and the next less specific applies. */
export interface Change extends Scope, Terms {
  kind: 'set' | 'end';
  startsAt: Date;
  /** Null: until it is changed again. */
  endsAt: Date | null;
  endedRuleId: string | null;
}

export interface StandingChange extends Change {
  id: string;
  status: 'proposed' | 'approved' | 'refused';
  reason: string;
  proposedBy: string;
}

export interface Rule extends Scope, Terms {
  id: string;
  /** ISO, or '-infinity'. */
  startsAt: string;
  /** ISO, or 'infinity'. */
  endsAt: string;
}

const TERMS = `wholesaler_id as "wholesalerId", category_id as "categoryId", order_kind as "orderKind", percent_bp as "percentBp",
  fixed_cents as "fixedCents", floor_cents as "floorCents", cap_cents as "capCents", bands`;
const RULE = `id, ${TERMS}, cast(to_json(starts_at) #>> '{}' as text) as "startsAt", cast(to_json(ends_at) #>> '{}' as text) as "endsAt"`;
const SAME_SCOPE = `wholesaler_id is not distinct from cast(:wholesalerId as uuid) and category_id is not distinct from cast(:categoryId as uuid)
  and order_kind = :orderKind`;

export async function findRule(db: Db, id: string): Promise<Rule | null> {
  return (await db.raw(`select ${RULE} from commission_rules where id = ?`, [id])).rows[0] ?? null;
}

export async function insertChange(trx: Db, change: Change & { reason: string; proposedBy: string }): Promise<string> {
  const [{ id }] = await trx('commission_changes')
    .insert({
      kind: change.kind,
      wholesaler_id: change.wholesalerId,
      category_id: change.categoryId,
      order_kind: change.orderKind,
      percent_bp: change.percentBp,
      fixed_cents: change.fixedCents,
      floor_cents: change.floorCents,
      cap_cents: change.capCents,
      bands: JSON.stringify(change.bands),
      starts_at: change.startsAt,
      ends_at: change.endsAt ?? 'infinity',
      ended_rule_id: change.endedRuleId,
      reason: change.reason,
      proposed_by: change.proposedBy,
    })
    .returning('id');
  return id;
}

/** Locked, so that two people cannot decide it beside each other. */
export async function lockChange(trx: Db, id: string): Promise<StandingChange | null> {
  return (await trx.raw(`${READ} where id = ? for update`, [id])).rows[0] ?? null;
}

export async function findChange(db: Db, id: string): Promise<StandingChange | null> {
  return (await db.raw(`${READ} where id = ?`, [id])).rows[0] ?? null;
}

const READ = `
  select id, status, kind, ${TERMS}, starts_at as "startsAt", case when isfinite(ends_at) then ends_at end as "endsAt",
    ended_rule_id as "endedRuleId", reason, proposed_by as "proposedBy"
  from commission_changes`;

/** Decisions happen one after the other; orders go on reading. Before anything is read. */
export async function lockRules(trx: Db): Promise<void> {
  await trx.raw('lock table commission_rules in share row exclusive mode');
}

/** Of a rule's scope: those that a new one from `from` to `until` would meet, oldest first. */
export async function listOverlapped(
  db: Db,
  { wholesalerId, categoryId, orderKind, from, until }: Scope & { from: Date; until: Date | null },
): Promise<Rule[]> {
  const { rows } = await db.raw(
    `select ${RULE} from commission_rules
     where ${SAME_SCOPE} and tstzrange(starts_at, ends_at) && tstzrange(:from, coalesce(cast(:until as timestamptz), 'infinity')) order by starts_at`,
    { wholesalerId, categoryId, orderKind, from, until },
  );
  return rows;
}

/** The rules of ids end at that moment; one that had not begun never applies. Those that end by then anyway are left alone. */
export async function endRules(trx: Db, ids: string[], at: Date): Promise<number> {
  const { rowCount } = await trx.raw(
    'update commission_rules set ends_at = greatest(:at, starts_at) where id = any(:ids) and ends_at > :at and ends_at > starts_at',
    { at, ids },
  );
  return rowCount;
}

export async function insertRule(trx: Db, change: StandingChange, from: Date): Promise<string> {
  const { rows } = await trx.raw(
    `insert into commission_rules (wholesaler_id, category_id, order_kind, percent_bp, fixed_cents, floor_cents, cap_cents, bands, starts_at, ends_at, created_by)
     select wholesaler_id, category_id, order_kind, percent_bp, fixed_cents, floor_cents, cap_cents, bands, cast(:from as timestamptz), ends_at, proposed_by
     from commission_changes where id = :id returning id`,
    { id: change.id, from },
  );
  return rows[0].id;
}

export async function decideChange(
  trx: Db,
  decision: { id: string; status: 'approved' | 'refused'; ruleId: string | null; decidedBy: string; at: Date },
): Promise<void> {
  await trx('commission_changes').where({ id: decision.id, status: 'proposed' }).update({
    status: decision.status,
    commission_rule_id: decision.ruleId,
    decided_by: decision.decidedBy,
    decided_at: decision.at,
    updated_at: decision.at,
  });
}
