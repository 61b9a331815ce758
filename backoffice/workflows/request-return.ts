import { notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import {
  findReturnByKey,
  insertReturn,
  lockReturnablePart,
  type ReturnedLine,
  returnReasons,
} from '#backoffice/commerce/returns/index.ts';
import type { Services } from '#backoffice/services.ts';

export interface ReturnRequest {
  orderId: string;
  wholesalerSlug: string;
  reason: string;
  lines: ReturnedLine[];
  requestKey: string;
  requestedBy: string | null;
}

/** The buyer asks; the wholesaler decides (decide-return). */
export async function requestReturn(
  services: Services,
  request: ReturnRequest,
): Promise<{ number: string; status: string }> {
  return services.db.transaction(async trx => {
    const part = await lockReturnablePart(trx, request);
    if (!part) throw notFound('part of this order');
    const first = await findReturnByKey(trx, request.requestKey);
    if (first) return first;
    refuseIfAny(returnReasons(part, request.lines, services.now()));
    const { number, status } = await insertReturn(trx, { ...request, part });
    return { number, status };
  });
}
