import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { reserveStock } from '#backoffice/commerce/inventory/index.ts';
import {
  findOrder,
  insertReplacement,
  lockReplaceablePart,
  type ReplaceablePart,
  type ReplacedLine,
  replacementReasons,
} from '#backoffice/commerce/order/index.ts';
import { conflict, notFound, type Reason, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import { lockReturn, moveReturn } from '#backoffice/commerce/returns/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { completeOrder } from './complete-order.ts';

export interface ReplacementRequest {
  partId: string;
  /** Null for staff. */
  wholesalerId: string | null;
  lines: ReplacedLine[];
  /** The buyer reads it. */
  reason: string;
  requestKey: string;
  actor: Actor;
}
export interface Replacement {
  number: string;
  status: string;
}

/** Sends again what went wrong: an order of nothing to pay, its stock reserved with it or not at all. No minimum, no commission. */
export async function replaceOrder(services: Services, request: ReplacementRequest): Promise<Replacement> {
  return services.db.transaction(trx => replacePart(trx, services, request));
}

/** An approved return is answered by goods instead of money: its own items, all of them. */
export async function replaceReturn(
  services: Services,
  { number, ...request }: Omit<ReplacementRequest, 'partId' | 'lines' | 'requestKey'> & { number: string },
): Promise<Replacement> {
  return services.db.transaction(async trx => {
    const asked = await lockReturn(trx, number, request.wholesalerId);
    if (!asked) throw notFound('return');
    const requestKey = `replace:${asked.id}`;
    if (asked.status === 'replaced') return (await findOrder(trx, { request_key: requestKey }))!;
    if (asked.status !== 'approved')
      throw conflict('wrong_status', 'A return is replaced once it is approved and before its refund');
    await moveReturn(trx, asked.id, { status: 'replaced', reason: request.reason });
    const lines = asked.lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity }));
    return replacePart(trx, services, { ...request, partId: asked.wholesaler_order_id, lines, requestKey });
  });
}

async function replacePart(trx: Db, services: Services, request: ReplacementRequest): Promise<Replacement> {
  const reason = request.reason.trim();
  if (!reason) refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say why: the buyer reads it' }]);
  const part = await lockReplaceablePart(trx, request);
  if (!part) throw notFound('order');
  const first = await findOrder(trx, { request_key: request.requestKey });
  if (first) return { number: first.number, status: first.status };
  refuseIfAny(replacementReasons(part, request.lines));
  const order = (await insertReplacement(trx, { ...request, reason, at: services.now() }))!;
  const short = await reserveStock(trx, { orderId: order.id, lines: order.lines, expiresAt: null });
  refuseIfAny(short.map(one => shortReason(part, one)));
  await completeOrder(trx, services, { orderId: order.id, onTermsOf: null });
  await writeAudit(trx, {
    actor: request.actor,
    action: 'replace.order',
    table: 'wholesaler_orders',
    id: part.id,
    after: { replacement: order.number, lines: request.lines },
    reason,
  });
  return { number: order.number, status: 'placed' };
}

function shortReason(part: ReplaceablePart, short: { variantId: string; availableQuantity: number }): Reason {
  const { title, id } = part.lines.find(line => line.variantId === short.variantId)!;
  const { availableQuantity } = short;
  const message = availableQuantity > 0 ? `Only ${availableQuantity} of ${title} are left` : `${title} is out of stock`;
  return { code: 'out_of_stock', subject: id, message, fix: { availableQuantity } };
}
