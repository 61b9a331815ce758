import type { Services } from '#backoffice/services.ts';
import { payOutWholesalers, today } from '#backoffice/workflows/pay-out-wholesalers.ts';
import { previewPayouts } from '#backoffice/workflows/preview-payouts.ts';
import { releaseForSending } from '#backoffice/workflows/release-payout.ts';
import { retryPayout } from '#backoffice/workflows/retry-payout.ts';
import { FORMS } from '../components/index.ts';
import { actorOf, isConfirmed, recordStep, tableStep, text } from './perform.ts';
import { reverseStep } from './reversals.ts';

export const payoutActions = (services: Services) => ({
  run: tableStep({
    label: 'Run payouts',
    icon: 'Send',
    roles: ['admin', 'finance'],
    component: FORMS.payoutRun,
    fields: [{ name: 'date', label: 'Batch date (UTC)', type: 'date', isRequired: true }],
    consequence:
      'The preview shows what each wholesaler would be paid, and why not. Running it sends one transfer each; running it again sends nothing twice.',
    run: async ({ input, viewer }) => {
      const date = text(input.date) ?? today(services);
      if (!isConfirmed(input))
        return { message: 'This is what the run would do', data: await previewPayouts(services, date) };
      const data = await payOutWholesalers(services, { date, requestedBy: actorOf(viewer) });
      const waits = data.status === 'awaiting_release';
      return { message: waits ? `The batch of ${date} waits for a second person` : `The run of ${date} is done`, data };
    },
  }),
  retry: recordStep({
    label: 'Try again',
    icon: 'RefreshCw',
    roles: ['admin', 'finance'],
    when: { status: ['failed', 'scheduled', 'sending'] },
    consequence: 'Stripe is asked first whether the transfer was made; only if not it is sent again.',
    run: async ({ id, viewer }) => {
      const { status, reason } = await retryPayout(services, { payoutId: id, actor: actorOf(viewer) });
      return status === 'sent'
        ? 'The payout is sent'
        : `The payout is ${status}: ${reason ?? 'the next run goes on with it'}`;
    },
  }),
  release: recordStep({
    label: 'Release',
    icon: 'Unlock',
    roles: ['admin', 'finance'],
    when: { status: ['held'] },
    consequence: 'The next run sends it.',
    run: async ({ id, viewer }) => {
      await releaseForSending(services, { id, actor: actorOf(viewer) });
      return 'The payout is released';
    },
  }),
  reverse: reverseStep(services),
  statement: recordStep({
    label: 'Statement',
    icon: 'FileText',
    roles: ['wholesaler'],
    when: { status: ['sent'] },
    consequence: 'Opens the statement as PDF.',
    run: async ({ id }) => ({
      message: 'The statement opens',
      data: { openUrl: `/api/wholesaler/payouts/${id}/statement` },
    }),
  }),
});

export const payoutBatchActions = (services: Services) => ({
  release: recordStep({
    label: 'Release',
    icon: 'Unlock',
    roles: ['admin', 'finance'],
    when: { status: ['awaiting_release'] },
    consequence:
      'The batch is above the limit for one person. Its payouts are sent now, one transfer each. Whoever started the batch cannot release it.',
    run: async ({ id, viewer }) => {
      const { status } = await releaseForSending(services, { id, actor: actorOf(viewer) });
      return status === 'finished' ? 'The batch is released and sent' : `The batch is released: ${status}`;
    },
  }),
});
