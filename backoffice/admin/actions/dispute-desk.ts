import {
  type DisputedPart,
  type DisputeHistory,
  EVIDENCE_FILES,
  EVIDENCE_TEXTS,
  findDispute,
  findDisputePart,
  listDisputedParts,
  listDisputeFiles,
  type OpenDispute,
  readAnswer,
  readDisputeHistory,
  reasonWords,
} from '#backoffice/commerce/dispute/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { type LossPreview, previewLoss } from '#backoffice/workflows/decide-dispute.ts';

interface DeskFile {
  id: string;
  name: string;
  byteSize: number;
  /** Null: made by ourselves. */
  from: string | null;
}

/** What both sides see of a dispute. Instants in ISO form. */
interface Shown {
  stage: OpenDispute['stage'];
  status: string;
  says: string;
  helps: string;
  currency: string;
  answerBy: string | null;
  /** Whole days until then; negative: over. */
  daysLeft: number | null;
  timeline: DisputeHistory['timeline'];
  messages: DisputeHistory['messages'];
}

/** A dispute as the desk works on it. */
export interface DisputeDesk extends Shown {
  orderNumber: string;
  amountCents: number;
  /** By the processor's field; value: words, or the id of a file. */
  texts: { name: string; label: string; value: string }[];
  files: { name: string; label: string; value: string }[];
  everyFile: DeskFile[];
  gatheredAt: string | null;
  decision: 'contested' | 'accepted' | null;
  decidedAt: string | null;
  sentAt: string | null;
  failureReason: string | null;
  parts: DisputedPart[];
  loss: LossPreview | null;
  booked: DisputeHistory['booked'];
  dashboardUrl: string | null;
}

export async function readDisputeDesk(services: Services, disputeId: string): Promise<DisputeDesk> {
  const { db, settings } = services;
  const dispute = await findDispute(db, { id: disputeId });
  if (!dispute) throw notFound('dispute');
  const { evidence, gatheredAt, decidedAt, sentAt, ...answer } = await readAnswer(db, disputeId);
  const { booked, ...history } = await readDisputeHistory(db, { disputeId, partId: null });
  const files = await listDisputeFiles(db, { dispute_id: disputeId });
  const used = Object.values(evidence.files);
  const { stripe_dispute_id: stripeId } = await db('disputes').where({ id: disputeId }).first('stripe_dispute_id');
  return {
    ...shown(services, dispute),
    ...history,
    ...{ orderNumber: dispute.orderNumber, amountCents: dispute.amountCents, booked },
    texts: EVIDENCE_TEXTS.map(({ name, label }) => ({ name, label, value: evidence.texts[name] ?? '' })),
    files: EVIDENCE_FILES.map(({ name, label }) => ({ name, label, value: evidence.files[name] ?? '' })),
    everyFile: files.filter(file => file.uploadedBy || used.includes(file.id)).map(deskFile),
    ...{ gatheredAt: iso(gatheredAt), decidedAt: iso(decidedAt), sentAt: iso(sentAt) },
    ...{ decision: answer.decision, failureReason: answer.failureReason },
    parts: await listDisputedParts(db, { disputeId }),
    loss: dispute.stage === 'closed' ? null : await previewLoss(services, { disputeId }),
    dashboardUrl: settings.stripeDashboardUrl && `${settings.stripeDashboardUrl}/disputes/${stripeId}`,
  };
}

/** A wholesaler's own order in a dispute. */
export interface DisputedOrder extends Shown {
  part: DisputedPart;
  files: DeskFile[];
}

export async function readDisputedOrder(
  services: Services,
  which: { partId: string; wholesalerId: string | null },
): Promise<DisputedOrder> {
  const { db } = services;
  const found = await findDisputePart(db, { id: which.partId, wholesalerId: which.wholesalerId });
  if (!found) throw notFound('disputed order');
  const { disputeId } = found;
  const dispute = (await findDispute(db, { id: disputeId }))!;
  const [part] = await listDisputedParts(db, { partId: which.partId });
  const { timeline, messages } = await readDisputeHistory(db, { disputeId, partId: which.partId });
  const files = await listDisputeFiles(db, { dispute_id: disputeId });
  return {
    ...shown(services, dispute),
    ...{ timeline, messages, part: part! },
    files: files.filter(file => file.wholesalerId === part!.wholesalerId).map(deskFile),
  };
}

function shown({ now }: Services, dispute: OpenDispute): Omit<Shown, 'timeline' | 'messages'> {
  const { evidenceDueAt: due } = dispute;
  return {
    ...reasonWords(dispute.reason),
    ...{ stage: dispute.stage, status: dispute.status, currency: dispute.currency, answerBy: iso(due) },
    daysLeft: due && Math.floor((due.getTime() - now().getTime()) / 86_400_000),
  };
}

const deskFile = (file: Awaited<ReturnType<typeof listDisputeFiles>>[number]): DeskFile => ({
  ...{ id: file.id, name: file.name, byteSize: file.byteSize },
  from: file.wholesalerName ?? file.uploadedBy,
});

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
