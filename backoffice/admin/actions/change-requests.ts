import type { ActionContext, ActionResponse } from 'adminjs';
import { listCategoryNames } from '#backoffice/commerce/product/index.ts';
import type { Services } from '#backoffice/services.ts';
import { decideChangeRequest } from '#backoffice/workflows/decide-change-request.ts';
import { actorOf, reasonField, recordStep, text } from './perform.ts';

export const changeRequestActions = (services: Services) => {
  const decide =
    (decision: 'approve' | 'reject' | 'withdraw', done: string) =>
    async ({ id, input, viewer }: Parameters<Parameters<typeof recordStep>[0]['run']>[0]) => {
      await decideChangeRequest(services, {
        changeRequestId: id,
        decision,
        wholesalerId: viewer.wholesalerId,
        reason: text(input.reason),
        actor: actorOf(viewer),
      });
      return done;
    };
  const when = { status: ['pending'] };
  return {
    show: { after: nameCategories(services) },
    approve: recordStep({
      label: 'Publish the change',
      icon: 'Check',
      roles: ['admin'],
      when,
      consequence: 'Buyers see the new text at once, search within seconds. The wholesaler is told by mail.',
      run: decide('approve', 'The change is published'),
    }),
    reject: recordStep({
      label: 'Reject',
      icon: 'X',
      isDangerous: true,
      roles: ['admin'],
      when,
      consequence: 'Buyers go on seeing the product as it is. The wholesaler is told by mail.',
      fields: [reasonField('What to mend: the wholesaler reads it.')],
      run: decide('reject', 'The change is rejected'),
    }),
    withdraw: recordStep({
      label: 'Take back',
      icon: 'CornerUpLeft',
      roles: ['wholesaler'],
      when,
      consequence: 'The product stays as it is, and nobody looks at this change any more.',
      run: decide('withdraw', 'The change is taken back'),
    }),
  };
};

/** A diff names categories, not their ids. */
const nameCategories =
  (services: Services) =>
  async (response: ActionResponse, _request: unknown, _context: ActionContext): Promise<ActionResponse> => {
    const params = response.record?.params;
    if (!params) return response;
    const ids = ['before.category_id', 'proposed.category_id'].map(path => params[path]).filter(Boolean);
    const names = ids.length > 0 ? await listCategoryNames(services.db, ids) : new Map<string, string>();
    for (const path of ['before.category_id', 'proposed.category_id'])
      if (params[path]) params[path] = names.get(params[path]) ?? params[path];
    return response;
  };
