import type { Services } from '#backoffice/services.ts';
import { decideReturn } from '#backoffice/workflows/decide-return.ts';
import { previewReturn } from '#backoffice/workflows/preview-own-refund.ts';
import { replaceReturn } from '#backoffice/workflows/replace-order.ts';
import { FORMS } from '../components/index.ts';
import { actorOf, isConfirmed, reasonField, recordStep, text } from './perform.ts';

export const returnActions = (services: Services) => {
  const decide =
    (decision: 'approve' | 'reject' | 'receive', done: string) =>
    async ({ record, input, viewer }: Parameters<Parameters<typeof recordStep>[0]['run']>[0]) => {
      await decideReturn(services, {
        number: String(record.number),
        wholesalerId: viewer.wholesalerId,
        decision,
        reason: text(input.reason),
        restock: input.restock !== 'false',
        actor: actorOf(viewer),
      });
      return done;
    };
  const roles: ('wholesaler' | 'admin')[] = ['wholesaler', 'admin'];
  return {
    approve: recordStep({
      label: 'Approve',
      icon: 'Check',
      roles,
      when: { status: ['requested'] },
      consequence: 'The buyer may send the items back.',
      run: decide('approve', 'The return is approved'),
    }),
    reject: recordStep({
      label: 'Reject',
      icon: 'X',
      isDangerous: true,
      roles,
      when: { status: ['requested'] },
      consequence: 'The buyer is not refunded.',
      fields: [reasonField('The buyer reads it.')],
      run: decide('reject', 'The return is rejected'),
    }),
    replace: recordStep({
      label: 'Send a replacement',
      icon: 'RefreshCw',
      roles,
      when: { status: ['approved'] },
      consequence:
        'The buyer gets these items once more instead of the money: a new order with nothing to pay, its stock set aside at once. The return ends here, without a refund.',
      fields: [reasonField('The buyer reads it.')],
      run: async ({ record, input, viewer }) => {
        const { number } = await replaceReturn(services, {
          number: String(record.number),
          wholesalerId: viewer.wholesalerId,
          reason: text(input.reason) ?? '',
          actor: actorOf(viewer),
        });
        return `Replacement ${number} is placed: pack it as any order`;
      },
    }),
    receive: recordStep({
      label: 'Received: refund',
      icon: 'Package',
      roles,
      when: { status: ['approved'] },
      component: FORMS.effects,
      consequence: 'The buyer is refunded for these items; your share of them and the commission are reversed.',
      fields: [
        {
          name: 'restock',
          label: 'Put back on the shelf',
          type: 'select',
          options: [
            { value: 'true', label: 'Yes, they can be sold again' },
            { value: 'false', label: 'No' },
          ],
        },
      ],
      run: async given => {
        const { record, input, viewer } = given;
        const which = { number: String(record.number), wholesalerId: viewer.wholesalerId };
        if (!isConfirmed(input))
          return { message: 'This is what it would do', data: await previewReturn(services, which) };
        return decide('receive', 'The refund is on the way')(given);
      },
    }),
  };
};
