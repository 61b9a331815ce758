import { type Approval, findApproval, listApprovals } from '#backoffice/commerce/approval/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import {
  approveOrder,
  type Decider,
  declineOrder,
  judgeSubmittedOrder,
  withdrawOrder,
} from '#backoffice/workflows/decide-order.ts';
import type { Quote } from '#backoffice/workflows/quote-order.ts';
import { submitOrder } from '#backoffice/workflows/submit-order.ts';
import { type Caller, userOf } from '../access.ts';
import type { ApprovalView } from '../contract.ts';
import { cartOwner } from '../guest.ts';
import type { Routes } from '../route.ts';
import { memberOf } from './store.ts';

export const approvalRoutes: Routes = on => {
  on('listApprovals', async ({ services, caller }) => {
    const { storeId, userId, memberRole } = deciderOf(caller);
    return { items: await listApprovals(services.db, { storeId, userId, isOwnOnly: memberRole === 'buyer' }) };
  });

  on('readApproval', async ({ services, caller, params }) => {
    const decider = deciderOf(caller);
    const approval = await findApproval(services.db, { number: params.number, ...decider });
    if (!approval || (decider.memberRole === 'buyer' && !approval.isMine)) throw notFound('order for approval');
    const quote = approval.status === 'submitted' ? await judgeSubmittedOrder(services, approval) : null;
    return view(approval, quote, decider);
  });

  on('submitOrder', async ({ services, caller, body, requestKey }) => {
    const { id, name, role, email } = userOf(caller);
    return submitOrder(services, {
      owner: cartOwner(caller, 'b2b'),
      submitter: { id, name, role },
      email,
      shippingAddress: body.shippingAddress,
      billingAddress: body.billingAddress ?? null,
      shippingChoices: body.shippingChoices,
      payment: body.payment,
      poNumber: body.poNumber || null,
      wholesalers: body.wholesalers ?? null,
      note: body.note || null,
      requestKey: requestKey!,
    });
  });

  on('approveOrder', async ({ services, caller, params, body }) => {
    const seenTotalCents = body.seenTotalCents ?? null;
    const placed = await approveOrder(services, { number: params.number, decider: deciderOf(caller), seenTotalCents });
    return { orderNumber: placed.number, redirectUrl: placed.redirectUrl };
  });

  on('declineOrder', async ({ services, caller, params, body }) => {
    await declineOrder(services, { number: params.number, decider: deciderOf(caller), reason: body.reason });
    return { ok: true };
  });

  on('withdrawOrder', async ({ services, caller, params }) => {
    await withdrawOrder(services, { number: params.number, decider: deciderOf(caller) });
    return { ok: true };
  });
};

function deciderOf(caller: Caller): Decider {
  const { userId, storeId, memberRole, role } = memberOf(caller);
  return { userId, storeId, memberRole, role };
}

function view(approval: Approval, quote: Quote | null, { memberRole }: Decider): ApprovalView {
  const {
    id: _,
    storeId: __,
    submitterId: ___,
    submitterEmail: ____,
    attempt: _____,
    orderStatus: ______,
    ...shown
  } = approval;
  const { request, lines, ...summary } = shown;
  const now = new Map(quote?.groups.flatMap(group => group.lines.map(line => [line.variantId, line])));
  return {
    ...summary,
    payment: request.payment,
    shippingAddress: request.shippingAddress,
    note: request.note,
    lines: lines.map(line => ({
      ...line,
      imageId: line.imageId ?? now.get(line.variantId)?.imageId ?? null,
      unitPriceNowCents: now.get(line.variantId)?.unitPriceCents ?? null,
    })),
    now: quote && { totalCents: quote.totalCents, refusals: quote.refusals },
    mayDecide: summary.status === 'submitted' && !summary.isMine && memberRole !== 'buyer',
  };
}
