import type { Services } from '#backoffice/services.ts';
import { connectStripeAccount } from '#backoffice/workflows/connect-stripe-account.ts';
import { decideStore } from '#backoffice/workflows/decide-store.ts';
import { decideWholesaler } from '#backoffice/workflows/decide-wholesaler.ts';
import { pausePayouts } from '#backoffice/workflows/pause-payouts.ts';
import { suspendUser } from '#backoffice/workflows/suspend-user.ts';
import { actorOf, reasonField, recordStep, text, wholeNumber } from './perform.ts';

type TermsDays = 15 | 30 | 60 | null;

export const storeActions = (services: Services) => {
  const decide =
    (decision: 'approve' | 'reject' | 'ask' | 'suspend' | 'restore', done: string) =>
    async (given: Parameters<Parameters<typeof recordStep>[0]['run']>[0]) => {
      const { id, input, viewer } = given;
      const terms =
        decision === 'approve'
          ? {
              termsDays: (wholeNumber(input.termsDays) ?? null) as TermsDays,
              creditLimitCents: wholeNumber(input.creditLimitCents),
            }
          : {};
      await decideStore(services, {
        storeId: id,
        decision,
        reason: text(input.reason),
        actor: actorOf(viewer),
        ...terms,
      });
      return done;
    };
  const roles: 'admin'[] = ['admin'];
  return {
    approve: recordStep({
      label: 'Approve',
      icon: 'Check',
      roles,
      when: { status: ['in_review'] },
      consequence: 'The store sees wholesale prices and may order in bulk from now on. Its owner is told by mail.',
      fields: [
        {
          name: 'termsDays',
          label: 'Net terms',
          type: 'select',
          options: [
            { value: '', label: 'Card only' },
            ...['15', '30', '60'].map(days => ({ value: days, label: `Net ${days}` })),
          ],
        },
        { name: 'creditLimitCents', label: 'Credit limit', type: 'money', help: 'Open invoices never exceed it' },
      ],
      run: decide('approve', 'The store is approved'),
    }),
    ask: recordStep({
      label: 'Ask for more',
      icon: 'HelpCircle',
      roles,
      when: { status: ['in_review'] },
      consequence: 'The owner is asked by mail and can apply again.',
      fields: [reasonField('What is missing? The owner reads it.')],
      run: decide('ask', 'The owner was asked'),
    }),
    reject: recordStep({
      label: 'Reject',
      icon: 'X',
      isDangerous: true,
      roles,
      when: { status: ['in_review'] },
      consequence: 'The owner is told by mail and can apply again.',
      fields: [reasonField('The owner reads it.')],
      run: decide('reject', 'The store is rejected'),
    }),
    suspend: recordStep({
      label: 'Suspend',
      icon: 'Pause',
      isDangerous: true,
      roles,
      when: { status: ['approved'] },
      consequence: 'Wholesale prices disappear for its members at once. Orders under way go on. They are told by mail.',
      fields: [reasonField('The store reads it.')],
      run: decide('suspend', 'The store is suspended'),
    }),
    restore: recordStep({
      label: 'Restore',
      icon: 'Play',
      roles,
      when: { status: ['suspended'] },
      consequence: 'Its members see wholesale prices again, and are told by mail.',
      run: decide('restore', 'The store is restored'),
    }),
  };
};

export const wholesalerActions = (services: Services) => {
  const decide =
    (decision: 'approve' | 'reject' | 'suspend' | 'restore', done: string) =>
    async ({ id, input, viewer }: Parameters<Parameters<typeof recordStep>[0]['run']>[0]) => {
      await decideWholesaler(services, {
        wholesalerId: id,
        decision,
        reason: text(input.reason),
        actor: actorOf(viewer),
      });
      return done;
    };
  const roles: 'admin'[] = ['admin'];
  return {
    connectPayouts: recordStep({
      label: 'Set up payouts',
      icon: 'CreditCard',
      roles: ['wholesaler'],
      consequence:
        'You continue on Stripe’s pages, where your company and bank account are checked, and come back here.',
      run: async ({ id }) => {
        const url = await connectStripeAccount(services, { wholesalerId: id });
        return { message: 'Stripe is ready for you', data: { redirectUrl: url } };
      },
    }),
    pausePayouts: recordStep({
      label: 'Pause payouts',
      icon: 'PauseCircle',
      isDangerous: true,
      roles: ['wholesaler', 'admin', 'finance'],
      consequence:
        'Nothing is paid out until the pause ends; earnings stay on the balance. Payouts already sent are not touched. The wholesaler’s people are told by mail.',
      fields: [reasonField('The wholesaler reads it.')],
      run: async ({ id, input, viewer }) => {
        const by = viewer.wholesalerId ? 'wholesaler' : 'platform';
        await pausePayouts(services, {
          wholesalerId: id,
          isPaused: true,
          by,
          reason: text(input.reason),
          actor: actorOf(viewer),
        });
        return 'Payouts are paused';
      },
    }),
    resumePayouts: recordStep({
      label: 'Resume payouts',
      icon: 'PlayCircle',
      roles: ['wholesaler', 'admin', 'finance'],
      consequence:
        'The next run pays what is due. A wholesaler ends a pause of its own; what the marketplace paused, the marketplace resumes.',
      run: async ({ id, viewer }) => {
        const by = viewer.wholesalerId ? 'wholesaler' : 'platform';
        await pausePayouts(services, { wholesalerId: id, isPaused: false, by, actor: actorOf(viewer) });
        return 'Payouts go on';
      },
    }),
    approve: recordStep({
      label: 'Approve',
      icon: 'Check',
      roles,
      when: { status: ['applied'] },
      consequence: 'Its published products appear in the shop. The wholesaler is told by mail.',
      run: decide('approve', 'The wholesaler is approved'),
    }),
    reject: recordStep({
      label: 'Reject',
      icon: 'X',
      isDangerous: true,
      roles,
      when: { status: ['applied'] },
      consequence: 'The applicant is told by mail.',
      fields: [reasonField('The applicant reads it.')],
      run: decide('reject', 'The wholesaler is rejected'),
    }),
    suspend: recordStep({
      label: 'Suspend',
      icon: 'Pause',
      isDangerous: true,
      roles,
      when: { status: ['approved'] },
      consequence: 'All its listings are hidden and its payouts are held. Orders under way go on.',
      fields: [reasonField('The wholesaler reads it.')],
      run: decide('suspend', 'The wholesaler is suspended'),
    }),
    restore: recordStep({
      label: 'Restore',
      icon: 'Play',
      roles,
      when: { status: ['suspended'] },
      consequence: 'Its listings and payouts come back.',
      run: decide('restore', 'The wholesaler is restored'),
    }),
  };
};

export const userActions = (services: Services) => ({
  suspend: recordStep({
    label: 'Suspend',
    icon: 'Pause',
    isDangerous: true,
    roles: ['admin'],
    consequence: 'Every session of this person ends now; signing in is refused.',
    fields: [reasonField('Kept in the audit log.')],
    run: async ({ id, input, viewer }) => {
      await suspendUser(services, {
        userId: id,
        isSuspended: true,
        reason: text(input.reason),
        actor: actorOf(viewer),
      });
      return 'The account is suspended';
    },
  }),
  restore: recordStep({
    label: 'Restore',
    icon: 'Play',
    roles: ['admin'],
    consequence: 'The person can sign in again.',
    run: async ({ id, viewer }) => {
      await suspendUser(services, { userId: id, isSuspended: false, actor: actorOf(viewer) });
      return 'The account is restored';
    },
  }),
});
