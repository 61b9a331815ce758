import type { Reversal } from '#backoffice/commerce/payout/index.ts';
import { conflict } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { decideOnReversal, previewReversal, reverseTransfer } from '#backoffice/workflows/reverse-transfer.ts';
import { FORMS } from '../components/index.ts';
import type { Viewer } from '../viewer.ts';
import { actorOf, isConfirmed, reasonField, recordStep, text, wholeNumber } from './perform.ts';

const roles: Viewer['role'][] = ['admin', 'finance'];

/** A step of a payout that was sent. */
export const reverseStep = (services: Services) =>
  recordStep({
    ...{ label: 'Take back', icon: 'CornerDownLeft', isDangerous: true, roles, component: FORMS.effects },
    when: { status: ['sent'] },
    consequence:
      'Takes money of this payout back from the wholesaler’s account at Stripe. It stands on the wholesaler’s balance again and makes up what it owes.',
    fields: [
      { name: 'amountCents', label: 'Amount', type: 'money', help: 'Empty: all that has not come back yet.' },
      reasonField('The wholesaler reads it.'),
    ],
    run: async ({ id, input, viewer }) => {
      const asked = { payoutId: id, amountCents: wholeNumber(input.amountCents) ?? null };
      if (!isConfirmed(input))
        return { message: 'This is what it would do', data: await previewReversal(services, asked) };
      const reversal = await reverseTransfer(services, {
        ...asked,
        reason: text(input.reason) ?? '',
        requestKey: `panel:${viewer.id}:${text(input.formKey) ?? viewer.requestId}`,
        actor: actorOf(viewer),
      });
      return told(reversal);
    },
  });

export const reversalActions = (services: Services) => {
  const decision = (isApproved: boolean, label: string, icon: string, consequence: string) =>
    recordStep({
      ...{ label, icon, consequence, roles, when: { status: ['awaiting_release'] } },
      run: async ({ id, viewer }) => told(await decideOnReversal(services, { id, isApproved, actor: actorOf(viewer) })),
    });
  return {
    release: decision(
      true,
      'Release',
      'Unlock',
      'It is above the limit for one person. The money is taken from the wholesaler’s account at Stripe now. Whoever asked for it cannot release it.',
    ),
    decline: decision(false, 'Decline', 'X', 'Nothing is taken back.'),
  };
};

function told({ status, status_reason: reason }: Reversal): string {
  if (status === 'refused') throw conflict('reversal_refused', reason ?? 'Stripe refused it');
  return {
    awaiting_release: 'It is above the limit for one person: somebody else has to release it',
    pending: 'It is taken back within minutes',
    sending: reason ?? 'Stripe is asked',
    reversed: 'The money is taken back',
    declined: 'Nothing is taken back',
  }[status];
}
