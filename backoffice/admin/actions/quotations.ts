import type { Action, ActionResponse } from 'adminjs';
import { readForWholesaler } from '#backoffice/commerce/quotation/index.ts';
import { notFound, Refusal } from '#backoffice/commerce/refusal.ts';
import { quotations } from '#backoffice/http/contract/quotations.ts';
import type { Services } from '#backoffice/services.ts';
import { answerQuotation } from '#backoffice/workflows/answer-quotation.ts';
import { declineQuotation, withdrawOffer } from '#backoffice/workflows/decline-quotation.ts';
import { FORMS } from '../components/index.ts';
import type { Viewer } from '../viewer.ts';
import { type Field, recordStep, text } from './perform.ts';

const why: Field = { name: 'reason', label: 'Reason', type: 'textarea', help: 'The store reads it.' };

/** A wholesaler's side of a request; staff only look. */
export const quotationActions = (services: Services): Record<string, Partial<Action<ActionResponse>>> => {
  const own = (id: string, viewer: Viewer) => ({ partId: id, wholesalerId: viewer.wholesalerId! });
  return {
    answer: recordStep({
      label: 'Answer with an offer',
      icon: 'MessageSquare',
      roles: ['wholesaler'],
      when: { status: ['requested', 'offered', 'countered'] },
      component: FORMS.quotation,
      consequence:
        'The store may order at these prices, in these quantities, until the last day you name. Your quantity rules and your minimum do not apply to them; nothing is reserved.',
      run: async ({ id, input, viewer }) => {
        const offer = quotations.answerQuotation.body.safeParse(input);
        if (!offer.success) {
          const { path, message } = offer.error.issues[0]!;
          throw new Refusal('malformed', 'malformed', `${path.join('.')}: ${message}`);
        }
        await answerQuotation(services, { ...offer.data, ...own(id, viewer), userId: viewer.id });
        return 'The offer is on its way to the store';
      },
    }),
    decline: recordStep({
      label: 'Decline',
      icon: 'X',
      isDangerous: true,
      roles: ['wholesaler'],
      when: { status: ['requested', 'offered', 'countered'] },
      consequence: 'The store is told that you cannot supply this. You cannot offer afterwards.',
      fields: [why],
      run: async ({ id, input, viewer }) => {
        await declineQuotation(services, {
          which: own(id, viewer),
          userId: viewer.id,
          reason: text(input.reason) ?? '',
        });
        return 'The request is declined';
      },
    }),
    withdraw: recordStep({
      label: 'Take the offer back',
      icon: 'CornerUpLeft',
      isDangerous: true,
      roles: ['wholesaler'],
      when: { status: ['offered'] },
      consequence: 'The store can accept it no more. You cannot offer afterwards: to change it, answer again instead.',
      fields: [why],
      run: async ({ id, input, viewer }) => {
        await withdrawOffer(services, { which: own(id, viewer), userId: viewer.id, reason: text(input.reason) ?? '' });
        return 'The offer is taken back';
      },
    }),
    /** What was asked and said; read by the page and by the form. */
    talk: {
      ...recordStep({
        label: 'Timeline',
        icon: 'Clock',
        roles: ['wholesaler', 'admin', 'finance'],
        consequence: 'Reads what was said.',
        run: async ({ id, viewer }) => {
          const part = await readForWholesaler(services.db, { partId: id, wholesalerId: viewer.wholesalerId });
          if (!part) throw notFound('request for a quote');
          return { message: 'This was said', data: part };
        },
      }),
      isVisible: false,
    },
  };
};
