import type { ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import { productIdOf } from '#backoffice/commerce/product/index.ts';
import type { Services } from '#backoffice/services.ts';
import { stepProduct } from '#backoffice/workflows/decide-product.ts';
import { enqueueSearchSync } from '#backoffice/workflows/enqueue-search-sync.ts';
import { role } from '../panel-resource.ts';
import type { Viewer } from '../viewer.ts';
import { actorOf, reasonField, recordStep, text } from './perform.ts';

export const productActions = (services: Services) => {
  const step =
    (name: 'submit' | 'approve' | 'reject' | 'archive', done: string) =>
    async ({ id, input, viewer }: Parameters<Parameters<typeof recordStep>[0]['run']>[0]) => {
      const own = viewer.wholesalerId ? { wholesalerId: viewer.wholesalerId } : {};
      await stepProduct(services, {
        productId: id,
        step: name,
        reason: text(input.reason),
        actor: actorOf(viewer),
        ...own,
      });
      return done;
    };
  return {
    submit: recordStep({
      label: 'Submit for review',
      icon: 'Send',
      roles: ['wholesaler'],
      when: { status: ['draft', 'rejected', 'archived'] },
      consequence: 'The product is looked at by the marketplace and then published.',
      run: step('submit', 'The product waits for review'),
    }),
    approve: recordStep({
      label: 'Publish',
      icon: 'Check',
      roles: ['admin'],
      when: { status: ['pending'] },
      consequence: 'The product is in the shop and in search within seconds.',
      run: step('approve', 'The product is published'),
    }),
    reject: recordStep({
      label: 'Reject',
      icon: 'X',
      isDangerous: true,
      roles: ['admin'],
      when: { status: ['pending'] },
      consequence: 'The wholesaler can mend it and submit it again.',
      fields: [reasonField('What to mend: the wholesaler reads it.')],
      run: step('reject', 'The product is rejected'),
    }),
    archive: recordStep({
      label: 'Archive',
      icon: 'Archive',
      isDangerous: true,
      roles: ['wholesaler', 'admin'],
      when: { status: ['published', 'draft', 'rejected'] },
      consequence: 'The product leaves the shop. Orders under way go on.',
      run: step('archive', 'The product is archived'),
    }),
    new: { isAccessible: role('wholesaler') },
    edit: {
      after: sayThatItWaits,
      isAccessible: ({ record, currentAdmin }: ActionContext) =>
        isEditable(record?.get('status'), currentAdmin as Viewer | undefined),
    },
    delete: { isAccessible: false },
    bulkDelete: { isAccessible: false },
  };
};

const isEditable = (status: unknown, viewer: Viewer | undefined) =>
  viewer?.role === 'admin' ||
  (viewer?.role === 'wholesaler' && ['draft', 'rejected', 'published'].includes(String(status ?? 'draft')));

/** Buyers go on seeing what was published until the change is approved: the wholesaler is told so. */
async function sayThatItWaits(
  response: ActionResponse,
  request: ActionRequest,
  { currentAdmin }: ActionContext,
): Promise<ActionResponse> {
  const { record, notice } = response;
  const isProposal =
    request.method === 'post' &&
    notice?.type === 'success' &&
    record?.params.status === 'published' &&
    (currentAdmin as Viewer | undefined)?.role === 'wholesaler';
  if (!isProposal) return response;
  return {
    ...response,
    notice: {
      message: 'Your change waits for a review. Buyers see the product as it was until then.',
      type: 'success',
    },
    redirectUrl: '/admin/resources/product_change_requests',
  };
}

/** Saved through a stock form: what buyers see of it is brought to the index by the queue. */
export function syncAfterChange(services: Services, column: 'product_id' | 'variant_id') {
  const after = async (response: ActionResponse, request: ActionRequest): Promise<ActionResponse> => {
    const { params, errors } = response.record ?? {};
    if (request.method !== 'post' || !params?.[column] || Object.keys(errors ?? {}).length > 0) return response;
    const productId = column === 'variant_id' ? await productIdOf(services.db, params[column]) : params[column];
    if (productId) await enqueueSearchSync(services.queue, services.db, [productId]);
    return response;
  };
  return { new: { after }, edit: { after }, delete: { after } };
}
