import { listJobRuns, listQueueDepths, listWaiting, listWebhookEvents } from '#backoffice/commerce/operations/index.ts';
import { conflict } from '#backoffice/commerce/refusal.ts';
import { stepProduct } from '#backoffice/workflows/decide-product.ts';
import { decideStore } from '#backoffice/workflows/decide-store.ts';
import { decideWholesaler } from '#backoffice/workflows/decide-wholesaler.ts';
import { replayWebhookEvent } from '#backoffice/workflows/replay-webhook-event.ts';
import { suspendUser } from '#backoffice/workflows/suspend-user.ts';
import { actorOf } from '../access.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Routes } from '../route.ts';

export const adminRoutes: Routes = on => {
  on('listWaiting', async ({ services }) => listWaiting(services.db));

  on('decideStore', async ({ services, caller, params, body }) => {
    const { status } = await decideStore(services, { ...body, storeId: params.id, actor: actorOf(caller) });
    return { status };
  });

  on('decideWholesaler', async ({ services, caller, params, body }) => {
    if (body.decision === 'ask')
      throw conflict('wrong_decision', 'A wholesaler is approved, rejected, suspended or restored');
    const { status } = await decideWholesaler(services, {
      ...body,
      decision: body.decision,
      wholesalerId: params.id,
      actor: actorOf(caller),
    });
    return { status };
  });

  on('decideProduct', async ({ services, caller, params, body }) => {
    if (body.decision !== 'approve' && body.decision !== 'reject')
      throw conflict('wrong_decision', 'A product is approved or rejected');
    return stepProduct(services, {
      productId: params.id,
      step: body.decision,
      reason: body.reason,
      actor: actorOf(caller),
    });
  });

  on('suspendUser', async ({ services, caller, params, body }) =>
    suspendUser(services, {
      userId: params.id,
      isSuspended: body.suspended,
      reason: body.reason,
      actor: actorOf(caller),
    }),
  );

  on('listWebhookEvents', async ({ services, query }) => {
    const page = await listWebhookEvents(services.db, { after: readCursor(query.cursor), limit: query.limit });
    return { items: page.items, nextCursor: writeCursor(page.after) };
  });

  on('replayWebhookEvent', async ({ services, caller, params }) => {
    await replayWebhookEvent(services, { webhookEventId: params.id, actor: actorOf(caller) });
    return { queued: true };
  });

  on('listJobs', async ({ services }) => ({
    runs: await listJobRuns(services.db, 50),
    queue: await listQueueDepths(services.db),
  }));
};
