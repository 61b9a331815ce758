import type { ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import { productIdOf } from '#backoffice/commerce/product/index.ts';
import type { Services } from '#backoffice/services.ts';
import { stepProduct } from '#backoffice/workflows/decide-product.ts';
import { enqueueSearchSync } from '#backoffice/workflows/enqueue-search-sync.ts';
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
  const { edit, ...sync } = syncAfterChange(services, 'id');
  return {
    ...sync,
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
    // The selling facts of what is published change only after a review: back to a draft is the way until then.
    edit: {
      ...edit,
      isAccessible: ({ record, currentAdmin }: ActionContext) =>
        isEditable(record?.get('status'), currentAdmin as Viewer | undefined),
    },
    delete: { isAccessible: false },
    bulkDelete: { isAccessible: false },
  };
};

const isEditable = (status: unknown, viewer: Viewer | undefined) =>
  viewer?.role === 'admin' || ['draft', 'rejected'].includes(String(status ?? 'draft'));

/** Saved through a stock form: what buyers see of it is brought to the index by the queue. */
export function syncAfterChange(services: Services, column: 'id' | 'product_id' | 'variant_id') {
  const after = async (response: ActionResponse, request: ActionRequest): Promise<ActionResponse> => {
    const { params, errors } = response.record ?? {};
    if (request.method !== 'post' || !params?.[column] || Object.keys(errors ?? {}).length > 0) return response;
    const productId = column === 'variant_id' ? await productIdOf(services.db, params[column]) : params[column];
    if (productId) await enqueueSearchSync(services.queue, services.db, [productId], { withText: column === 'id' });
    return response;
  };
  return { new: { after }, edit: { after }, delete: { after } };
}
