import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import {
  type Change,
  decideChange,
  endRules,
  faultsOf,
  findChange,
  findRule,
  insertChange,
  insertRule,
  listOverlapped,
  lockChange,
  lockRules,
  type Preview,
  previewChange,
  type Rule,
  type Scope,
  type StandingChange,
  type Terms,
} from '#backoffice/commerce/commission/index.ts';
import { conflict, notFound, type Reason, Refusal, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

type Person = Actor & { userId: string };

/** startsOn, endsOn: UTC days, 2026-12-01. Before today is now. */
export type CommissionRequest =
  | ({ kind: 'set'; startsOn: string; endsOn: string | null } & Scope & Terms)
  | { kind: 'end'; ruleId: string; startsOn: string };

/** What the last 30 days would have been. Writes nothing. */
export async function previewCommission(
  services: Services,
  wanted: CommissionRequest | { changeId: string },
): Promise<Preview> {
  const { db } = services;
  if (!('changeId' in wanted)) return previewChange(db, await changeOf(services, db, wanted), services.now());
  const change = await findChange(db, wanted.changeId);
  if (!change) throw notFound('change');
  return previewChange(db, change, services.now());
}

/** Asks for a rule from a day on, or for the end of one. Nothing changes until a second person agrees. */
export async function askToChangeCommission(
  services: Services,
  { request, reason, actor }: { request: CommissionRequest; reason: string; actor: Person },
): Promise<{ id: string }> {
  if (!reason.trim()) refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say why' }]);
  return services.db.transaction(async trx => {
    const change = await changeOf(services, trx, request);
    await overlapped(trx, change, change.startsAt);
    const id = await insertChange(trx, { ...change, reason: reason.trim(), proposedBy: actor.userId });
    const after = { status: 'proposed', ...change };
    await writeAudit(trx, { actor, action: 'propose.commission', table: 'commission_changes', id, after, reason });
    return { id };
  });
}

/** Agreed on by a second person: the rule of the same scope ends where the new one begins, in one transaction. Placed orders keep their rate. */
export async function decideOnCommission(
  services: Services,
  { id, isApproved, actor }: { id: string; isApproved: boolean; actor: Person },
): Promise<{ status: string }> {
  return services.db.transaction(async trx => {
    const change = await lockChange(trx, id);
    if (!change) throw notFound('change');
    if (change.status !== 'proposed') throw conflict('not_proposed', `This change is ${change.status}`);
    if (isApproved && change.proposedBy === actor.userId)
      throw new Refusal('forbidden', 'second_person', 'Who asked for it cannot agree to it: ask a second person');
    const at = services.now();
    const from = new Date(Math.max(change.startsAt.getTime(), at.getTime()));
    const { before, after, ruleId } = isApproved
      ? await apply(trx, change, from)
      : { before: [], after: [], ruleId: null };
    const status = isApproved ? 'approved' : 'refused';
    await decideChange(trx, { id, status, ruleId, decidedBy: actor.userId, at });
    await writeAudit(trx, {
      actor,
      ...{ action: isApproved ? 'approve.commission' : 'refuse.commission', table: 'commission_changes', id },
      ...{ before: { status: 'proposed', rules: before }, after: { status, rules: after }, reason: change.reason },
    });
    return { status };
  });
}

async function apply(trx: Db, change: StandingChange, from: Date) {
  if (change.endsAt && change.endsAt <= from) throw conflict('over', 'The time it was meant for is over');
  await lockRules(trx);
  const before = await overlapped(trx, change, from);
  const ended = await endRules(
    trx,
    before.map(rule => rule.id),
    from,
  );
  if (ended !== before.length) throw conflict('changed', 'The rules were changed in the meantime: look again');
  const ruleId = change.kind === 'set' ? await insertRule(trx, change, from) : null;
  const after: (Rule | null)[] = [];
  for (const id of [...before.map(rule => rule.id), ...(ruleId ? [ruleId] : [])]) after.push(await findRule(trx, id));
  return { before, after, ruleId };
}

/** The rules that end by it. One that is planned for later is in the way: it has to be taken back first. */
async function overlapped(trx: Db, change: Change, from: Date): Promise<Rule[]> {
  if (change.kind === 'end') {
    const rule = change.endedRuleId ? await findRule(trx, change.endedRuleId) : null;
    if (!rule || rule.startsAt === rule.endsAt || isBy(rule.endsAt, from))
      throw conflict('ended_already', 'This rule ends by then already');
    return [rule];
  }
  const met = await listOverlapped(trx, { ...change, from, until: change.endsAt });
  if (met.some(rule => !isBy(rule.startsAt, from)))
    throw conflict(
      'rule_planned',
      'Another rule of the same scope is planned to begin in this time: end that one first',
    );
  return met;
}

async function changeOf(services: Services, db: Db, request: CommissionRequest): Promise<Change> {
  const today = services.now().toISOString().slice(0, 10);
  const startsAt = request.startsOn > today ? dayOf(request.startsOn) : services.now();
  if (request.kind === 'end') {
    const rule = await findRule(db, request.ruleId);
    if (!rule) throw notFound('rule');
    refuseIfAny(isOfEveryone(rule) ? [LAST_RULE] : []);
    return { ...rule, kind: 'end', startsAt, endsAt: null, endedRuleId: rule.id };
  }
  const endsAt = request.endsOn ? dayOf(request.endsOn) : null;
  const isBackwards = endsAt !== null && endsAt <= startsAt;
  refuseIfAny([
    ...faultsOf(request),
    ...(isBackwards ? [{ code: 'ends_early', subject: 'endsOn', message: 'It ends before it begins' }] : []),
    ...(endsAt && isOfEveryone(request) ? [LAST_RULE] : []),
  ]);
  const { startsOn: _, endsOn: __, ...terms } = request;
  return { ...terms, startsAt, endsAt, endedRuleId: null };
}

const LAST_RULE: Reason = {
  code: 'last_rule',
  subject: 'endsOn',
  message: 'The rule for everything cannot end without another: set a new one from a day on instead',
};
const isOfEveryone = (scope: Scope) => !scope.wholesalerId && !scope.categoryId && scope.orderKind === 'any';

function dayOf(day: string): Date {
  const at = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(at.getTime()))
    throw new Refusal('rule', 'day_wrong', 'Enter a day');
  return at;
}

/** Postgres names its infinities; whatever else is a moment. */
const isBy = (moment: string, at: Date) =>
  moment === '-infinity' || (moment !== 'infinity' && new Date(moment).getTime() <= at.getTime());
