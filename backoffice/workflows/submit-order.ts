import {
  type ApprovalLine,
  type AskedOrder,
  findApproval,
  insertApproval,
  listApprovers,
  parkLines,
} from '#backoffice/commerce/approval/index.ts';
import { writeAudit } from '#backoffice/commerce/audit/index.ts';
import type { CartOwner } from '#backoffice/commerce/cart/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { conflict, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { type Quote, quoteOrder } from './quote-order.ts';

export interface Submission extends AskedOrder {
  owner: CartOwner;
  submitter: { id: string; name: string; role: string };
  requestKey: string;
}

/**
 * An order above its buyer's limit goes to the store's approvers instead. Everything but the limit must be right now; price, stock and
 * credit are judged again when it is approved, and nothing is reserved until then. Its lines leave the cart meanwhile.
 */
export async function submitOrder(services: Services, submission: Submission): Promise<{ number: string }> {
  const { owner, submitter, requestKey, ...request } = submission;
  const storeId = owner.storeId!;
  const earlier = await findApproval(services.db, { requestKey, userId: submitter.id });
  if (earlier) return { number: earlier.number };
  const quote = await quoteOrder(services, { ...request, owner });
  const reasons = quote.refusals.filter(reason => reason.code !== 'approval_needed');
  refuseIfAny(reasons);
  if (quote.refusals.length === 0)
    throw conflict('no_approval_needed', 'This order is within your limit: place it without asking');
  return services.db.transaction(async trx => {
    const approval = await insertApproval(trx, {
      storeId,
      submittedBy: submitter.id,
      currency: quote.currency,
      totalCents: quote.totalCents,
      lines: linesOf(quote),
      request,
      requestKey,
    });
    if (!approval) return { number: (await findApproval(trx, { requestKey, userId: submitter.id }))!.number };
    const lineIds = quote.groups.flatMap(group => group.lines.map(line => line.lineId));
    if (!(await parkLines(trx, { approvalId: approval.id, storeId, lineIds })))
      throw conflict('cart_changed', 'The cart has changed meanwhile: look at it again');
    await writeAudit(trx, {
      actor: { userId: submitter.id, role: submitter.role },
      action: 'submit.order',
      table: 'order_approvals',
      id: approval.id,
      after: { totalCents: quote.totalCents },
    });
    await tellApprovers(trx, services, { approval, storeId, submitter, quote, poNumber: request.poNumber });
    return { number: approval.number };
  });
}

const linesOf = (quote: Quote): ApprovalLine[] =>
  quote.groups.flatMap(group =>
    group.lines.map(line => ({
      variantId: line.variantId,
      title: line.title,
      variantTitle: line.variantTitle,
      sku: line.sku,
      imageId: line.imageId,
      wholesalerName: group.wholesaler.name,
      quantity: line.quantity,
      unitPriceCents: line.unitPriceCents,
      goodsCents: line.goodsCents,
    })),
  );

interface Wanted {
  approval: { id: string; number: string };
  storeId: string;
  submitter: { id: string; name: string };
  quote: Quote;
  poNumber: string | null;
}

async function tellApprovers(trx: Db, services: Services, wanted: Wanted): Promise<void> {
  const { approval, storeId, submitter, quote, poNumber } = wanted;
  for (const approver of await listApprovers(trx, { storeId, submitterId: submitter.id }))
    await writeLetter(trx, services.queue, {
      kind: 'order-approval-wanted',
      dedupeKey: `approval:${approval.id}:wanted:${approver.id}`,
      to: { name: approver.name, address: approver.email },
      userId: approver.id,
      data: {
        storeName: quote.store!.name,
        buyerName: submitter.name,
        number: approval.number,
        poNumber,
        currency: quote.currency,
        totalCents: quote.totalCents,
        limitCents: quote.store!.spendingLimitCents!,
        lines: linesOf(quote).map(({ title, quantity, unitPriceCents }) => ({ title, quantity, unitPriceCents })),
        approvalUrl: `${services.settings.publicUrl}/account/approvals/${approval.number}`,
      },
    });
}
