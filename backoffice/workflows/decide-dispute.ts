import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import {
  decideAnswer,
  evidenceReasons,
  type LockedDispute,
  listDisputeFiles,
  lockDisputableParts,
  lockDispute,
  readAnswer,
  setDisputeBearer,
} from '#backoffice/commerce/dispute/index.ts';
import { bearerReasons, givenBack } from '#backoffice/commerce/ledger/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { type PlannedShare, planLoss } from './plan-loss.ts';

interface Decision {
  disputeId: string;
  actor: Actor;
}

/** What losing would book, wholesaler by wholesaler; cents without a sign. */
export interface LossPreview {
  currency: string;
  amountCents: number;
  platformShareBp: number;
  /** Disputed above what is left of the order: the platform's own. */
  uncoveredCents: number;
  parts: {
    number: string;
    wholesaler: string;
    amountCents: number;
    wholesalerCents: number;
    platformCents: number;
    commissionCents: number;
    taxCents: number;
  }[];
}

/** Posted by nobody: the same plan as the loss itself. */
export async function previewLoss(
  services: Services,
  { disputeId, platformShareBp }: { disputeId: string; platformShareBp?: number | undefined },
): Promise<LossPreview> {
  return services.db.transaction(async trx => {
    const dispute = await lockKnown(trx, disputeId);
    if (dispute.isShared || dispute.stage === 'closed') throw over();
    return lossOf(trx, services, { ...dispute, platformShareBp: platformShareBp ?? dispute.platformShareBp });
  });
}

async function lossOf(trx: Db, services: Services, dispute: LockedDispute): Promise<LossPreview> {
  refuseIfAny(bearerReasons(dispute.platformShareBp));
  const shares = planLoss(await lockDisputableParts(trx, dispute.orderId), dispute, services.now());
  const covered = shares.reduce((sum, share) => sum + share.amountCents, 0);
  const { currency, amountCents, platformShareBp } = dispute;
  return {
    ...{ currency, amountCents, platformShareBp, uncoveredCents: amountCents - covered },
    parts: shares.toSorted(byNumber).map(({ part, ...share }) => ({
      ...{ number: part.number, wholesaler: part.wholesalerName, amountCents: share.amountCents },
      wholesalerCents: givenBack(share) - share.platformCents,
      ...{ platformCents: share.platformCents, commissionCents: share.commissionCents, taxCents: share.taxCents },
    })),
  };
}

const byNumber = (one: PlannedShare, other: PlannedShare) => (one.part.number < other.part.number ? -1 : 1);

/** Who bears a loss: 0 the wholesalers, 10000 the platform. Until the loss is booked; afterwards only an adjustment of a balance helps. */
export async function setBearer(
  services: Services,
  { disputeId, platformShareBp, reason, actor }: Decision & { platformShareBp: number; reason: string },
): Promise<void> {
  if (!reason.trim()) refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say why' }]);
  refuseIfAny(bearerReasons(platformShareBp));
  await services.db.transaction(async trx => {
    const dispute = await lockKnown(trx, disputeId);
    if (dispute.stage === 'closed' || !(await setDisputeBearer(trx, disputeId, platformShareBp))) throw over();
    await audit(trx, dispute, actor, { action: 'share.dispute', after: { platformShareBp }, reason });
  });
}

/** The evidence as it stands goes to the bank, once. The processor is asked by queued work; a refusal of its own comes back to the desk. */
export async function contestDispute(services: Services, { disputeId, actor }: Decision): Promise<void> {
  await services.db.transaction(async trx => {
    const dispute = await lockAnswerable(trx, disputeId);
    const { evidence } = await readAnswer(trx, disputeId);
    const files = await listDisputeFiles(trx, { dispute_id: disputeId });
    const used = files.filter(file => Object.values(evidence.files).includes(file.id));
    const now = services.now();
    if (dispute.evidenceDueAt && dispute.evidenceDueAt < now)
      throw conflict('past_due', 'The day to answer is over: the bank takes no evidence any more');
    refuseIfAny(
      evidenceReasons(
        evidence,
        used.reduce((sum, file) => sum + file.byteSize, 0),
      ),
    );
    await decide(trx, services, dispute, { decision: 'contested', actor });
    await audit(trx, dispute, actor, { action: 'contest.dispute', after: evidence });
  });
}

/** Gives the dispute up: the buyer keeps the money, at once and for good. */
export async function acceptDispute(
  services: Services,
  { disputeId, actor, platformShareBp, reason }: Decision & { platformShareBp: number; reason: string },
): Promise<void> {
  if (!reason.trim()) refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say why' }]);
  refuseIfAny(bearerReasons(platformShareBp));
  await services.db.transaction(async trx => {
    const dispute = await lockAnswerable(trx, disputeId);
    if (!(await setDisputeBearer(trx, disputeId, platformShareBp))) throw over();
    await decide(trx, services, dispute, { decision: 'accepted', actor });
    await audit(trx, dispute, actor, { action: 'accept.dispute', after: { platformShareBp }, reason });
  });
}

async function decide(
  trx: Db,
  services: Services,
  dispute: LockedDispute,
  { decision, actor }: { decision: 'contested' | 'accepted'; actor: Actor },
): Promise<void> {
  const isFirst = await decideAnswer(trx, dispute.id, { decision, by: actor.userId!, at: services.now() });
  if (!isFirst) throw conflict('answered', 'This dispute is answered already');
  await services.queue.enqueue(trx, 'answer-dispute', { disputeId: dispute.id });
}

async function lockAnswerable(trx: Db, disputeId: string): Promise<LockedDispute> {
  const dispute = await lockKnown(trx, disputeId);
  if (dispute.stage === 'under_review') throw conflict('answered', 'This dispute is answered already');
  if (dispute.stage === 'closed') throw over();
  return dispute;
}

async function lockKnown(trx: Db, disputeId: string): Promise<LockedDispute> {
  const dispute = await lockDispute(trx, { id: disputeId });
  if (!dispute) throw notFound('dispute');
  return dispute;
}

const audit = (
  trx: Db,
  dispute: LockedDispute,
  actor: Actor,
  entry: { action: string; after: unknown; reason?: string },
): Promise<void> =>
  writeAudit(trx, {
    ...{ actor, table: 'disputes', id: dispute.id, ...entry },
    before: { status: dispute.status, platformShareBp: dispute.platformShareBp },
  });

const over = () =>
  conflict(
    'over',
    'This dispute is over, and what it cost is booked. Adjust a wholesaler’s balance to change who bears it',
  );
