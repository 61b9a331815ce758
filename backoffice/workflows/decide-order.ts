import {
  type Approval,
  acceptParkedPrices,
  claimApproval,
  endApproval,
  findApproval,
  noteApprovedOrder,
  returnLines,
  riseReason,
  unclaimApproval,
} from '#backoffice/commerce/approval/index.ts';
import { writeAudit } from '#backoffice/commerce/audit/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { conflict, forbidden, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { type PlacedOrder, placeOrder } from './place-order.ts';
import { type Quote, quoteOrder } from './quote-order.ts';

export interface Decider {
  userId: string;
  storeId: string;
  memberRole: 'owner' | 'buyer' | 'approver';
  role: string;
}

/** What a waiting order would come to now, for the approver to see beside what it came to. */
export async function judgeSubmittedOrder(services: Services, approval: Approval): Promise<Quote> {
  const quote = await quoteOrder(services, { ...approval.request, owner: ownerOf(approval) });
  // A risen price is what the approver decides about: it is shown as the difference of the sums.
  return { ...quote, refusals: quote.refusals.filter(reason => reason.code !== 'price_risen') };
}

/**
 * Approved: judged anew, and placed as the buyer's order at today's price. seenTotalCents is the sum the approver looked at; null
 * takes it as submitted. A failure puts it back to submitted; after a crash in between, a repeat goes on where it stopped.
 */
export async function approveOrder(
  services: Services,
  { number, decider, seenTotalCents }: { number: string; decider: Decider; seenTotalCents: number | null },
): Promise<PlacedOrder> {
  const approval = await findForDecision(services, number, decider);
  if (!['submitted', 'approved'].includes(approval.status)) throw decided(approval);
  const attempt = await claim(services, approval, { decider, seenTotalCents });
  const placed = await place(services, approval, attempt);
  await services.db.transaction(async trx => {
    await noteApprovedOrder(trx, approval.id, placed.id);
    await writeAudit(trx, {
      actor: decider,
      action: 'approve.order',
      table: 'order_approvals',
      id: approval.id,
      after: { orderId: placed.id, totalCents: placed.totalCents },
    });
    await writeLetter(trx, services.queue, {
      kind: 'order-approved',
      dedupeKey: `approval:${approval.id}:approved:${attempt}`,
      to: { name: approval.submittedBy, address: approval.submitterEmail },
      orderId: placed.id,
      userId: approval.submitterId,
      data: {
        number,
        orderNumber: placed.number,
        currency: placed.currency,
        submittedCents: approval.totalCents,
        totalCents: placed.totalCents,
        isPaidByCard: approval.request.payment === 'card',
        orderUrl: `${services.settings.publicUrl}/orders/${placed.number}`,
      },
    });
  });
  return placed;
}

/** The attempt's number. One that stopped half-way (a crash) goes on as it was judged then: its order may be there already. */
async function claim(
  services: Services,
  approval: Approval,
  { decider, seenTotalCents }: { decider: Decider; seenTotalCents: number | null },
): Promise<number> {
  const isUnfinished = approval.status === 'approved' && approval.orderNumber === null;
  const quote = isUnfinished ? null : await judgeSubmittedOrder(services, approval);
  if (quote) {
    if (approval.orderNumber && !['expired', 'cancelled'].includes(approval.orderStatus!)) throw decided(approval);
    refuseIfAny(quote.refusals);
    const sums = { submittedCents: approval.totalCents, nowCents: quote.totalCents, seenCents: seenTotalCents };
    const rise = riseReason(sums, quote.currency);
    if (rise) throw conflict(rise.code, rise.message, [rise]);
  }
  return services.db.transaction(async trx => {
    const claimed = await claimApproval(trx, { id: approval.id, userId: decider.userId, at: services.now() });
    if (claimed === null) throw decided(approval);
    if (quote)
      await acceptParkedPrices(
        trx,
        quote.groups.flatMap(group => group.lines),
      );
    return claimed;
  });
}

async function place(services: Services, approval: Approval, attempt: number): Promise<PlacedOrder> {
  try {
    const requestKey = `approval:${approval.id}:${attempt}`;
    return await placeOrder(services, { ...approval.request, owner: ownerOf(approval), requestKey });
  } catch (error) {
    await unclaimApproval(services.db, approval.id);
    throw error;
  }
}

/** Declined with a reason: the lines are in the buyer's cart again, to be changed or given up. */
export async function declineOrder(
  services: Services,
  { number, decider, reason }: { number: string; decider: Decider; reason: string },
): Promise<void> {
  const approval = await findForDecision(services, number, decider);
  if (!reason.trim())
    refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say why: the buyer reads it' }]);
  await end(services, approval, { status: 'declined', reason: reason.trim(), decider });
}

/** The buyer thinks better of it. */
export async function withdrawOrder(
  services: Services,
  { number, decider }: { number: string; decider: Decider },
): Promise<void> {
  const approval = await findApproval(services.db, { number, storeId: decider.storeId, userId: decider.userId });
  if (!approval?.isMine) throw notFound('order for approval');
  await end(services, approval, { status: 'withdrawn', reason: null, decider });
}

async function end(
  services: Services,
  approval: Approval,
  { status, reason, decider }: { status: 'declined' | 'withdrawn'; reason: string | null; decider: Decider },
): Promise<void> {
  const { id, number, storeId, submitterId } = approval;
  await services.db.transaction(async trx => {
    const decidedBy = status === 'declined' ? decider.userId : null;
    if (!(await endApproval(trx, { id, status, decidedBy, reason, at: services.now() }))) throw decided(approval);
    await returnLines(trx, { approvalId: id, storeId, userId: submitterId });
    const action = status === 'declined' ? 'decline.order' : 'withdraw.order';
    await writeAudit(trx, { actor: decider, action, table: 'order_approvals', id, reason });
    if (status === 'declined')
      await writeLetter(trx, services.queue, {
        kind: 'order-declined',
        dedupeKey: `approval:${id}:declined`,
        to: { name: approval.submittedBy, address: approval.submitterEmail },
        userId: submitterId,
        data: { number, reason: reason!, cartUrl: `${services.settings.publicUrl}/cart?channel=b2b` },
      });
  });
}

/** Owners and approvers decide, never about what they submitted themselves. Another store's does not exist. */
async function findForDecision(services: Services, number: string, decider: Decider): Promise<Approval> {
  const approval = await findApproval(services.db, { number, storeId: decider.storeId, userId: decider.userId });
  if (!approval || (decider.memberRole === 'buyer' && !approval.isMine)) throw notFound('order for approval');
  if (approval.isMine) throw forbidden('You submitted this order: someone else approves it');
  return approval;
}

const decided = ({ number }: Approval) => conflict('already_decided', `${number} was decided already`);

const ownerOf = (approval: Approval) => ({
  userId: approval.submitterId,
  guestTokenHash: null,
  channel: 'b2b' as const,
  storeId: approval.storeId,
  approvalId: approval.id,
});
