import type { Services } from '#backoffice/services.ts';
import { decideCertificate } from '#backoffice/workflows/decide-certificate.ts';
import { setStoreTerms } from '#backoffice/workflows/set-store-terms.ts';
import { setTermsPayout } from '#backoffice/workflows/set-terms-payout.ts';
import { actorOf, reasonField, recordStep, text, wholeNumber } from './perform.ts';
import { payOutCredit } from './store-credit.ts';

const admins: 'admin'[] = ['admin'];
const opens = (id: unknown) => ({ message: 'The document opens', data: { openUrl: `/api/store/documents/${id}` } });

/** What can be looked at and set on a store beside the decision. */
export const storeAccountActions = (services: Services) => ({
  documents: recordStep({
    label: 'Documents',
    icon: 'Paperclip',
    roles: admins,
    consequence: 'Shows what this store has handed in.',
    run: async ({ id }) => ({
      message: 'Here they are',
      data: { redirectUrl: `/admin/resources/store_documents?filters.store_id=${id}` },
    }),
  }),
  terms: recordStep({
    label: 'Terms',
    icon: 'FileText',
    roles: ['admin', 'finance'],
    when: { status: ['approved', 'suspended'] },
    consequence: 'Holds for orders to come. What is owed already stays owed.',
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
    run: async ({ id, input, viewer }) => {
      await setStoreTerms(services, {
        storeId: id,
        termsDays: wholeNumber(input.termsDays) ?? null,
        creditLimitCents: wholeNumber(input.creditLimitCents) ?? 0,
        actor: actorOf(viewer),
      });
      return 'The terms are set';
    },
  }),
  payOutCredit: payOutCredit(services),
});

export const documentActions = () => ({
  open: recordStep({
    label: 'Open',
    icon: 'ExternalLink',
    roles: admins,
    consequence: 'Opens in a tab of its own. Only the store’s members and admins can read it.',
    run: async ({ id }) => opens(id),
  }),
});

export const certificateActions = (services: Services) => {
  const decide =
    (decision: 'accept' | 'reject' | 'withdraw', done: (until: string | null) => string) =>
    async ({ id, input, viewer }: Parameters<Parameters<typeof recordStep>[0]['run']>[0]) => {
      const reason = text(input.reason);
      const { exemptUntil } = await decideCertificate(services, {
        certificateId: id,
        decision,
        reason,
        actor: actorOf(viewer),
      });
      return done(exemptUntil);
    };
  return {
    open: recordStep({
      label: 'Open',
      icon: 'ExternalLink',
      roles: admins,
      consequence: 'Opens the certificate in a tab of its own.',
      run: async ({ record }) => opens(record.document_id),
    }),
    accept: recordStep({
      label: 'Accept',
      icon: 'Check',
      roles: admins,
      when: { status: ['submitted'] },
      consequence: 'The store’s orders are without tax until the day the certificate ends.',
      run: decide('accept', until => `The store is exempt from tax until ${until}`),
    }),
    reject: recordStep({
      label: 'Reject',
      icon: 'X',
      isDangerous: true,
      roles: admins,
      when: { status: ['submitted'] },
      consequence: 'The store reads why, and may hand in another.',
      fields: [reasonField('The store reads it.')],
      run: decide('reject', () => 'The certificate is rejected'),
    }),
    withdraw: recordStep({
      label: 'No longer valid',
      icon: 'Slash',
      isDangerous: true,
      roles: admins,
      when: { status: ['accepted'] },
      consequence: 'The exemption ends now, or on the day another accepted certificate does.',
      fields: [reasonField('The store reads it.')],
      run: decide('withdraw', until => (until ? `The store is exempt until ${until}` : 'The exemption has ended')),
    }),
  };
};

export const settingActions = (services: Services) => ({
  termsPayout: recordStep({
    label: 'Pay-out of terms orders',
    icon: 'Clock',
    roles: ['finance', 'admin'],
    consequence: 'Holds for what is delivered from now on. What was delivered before keeps its day.',
    fields: [
      {
        name: 'rule',
        label: 'Wholesalers get their share',
        type: 'select',
        isRequired: true,
        options: [
          { value: 'on_delivery', label: 'After delivery and hold, whether or not the store has paid' },
          { value: 'on_payment', label: 'After delivery and hold, and not before the store has paid' },
        ],
      },
    ],
    run: async ({ input, viewer }) => {
      const rule = text(input.rule) as 'on_delivery' | 'on_payment';
      await setTermsPayout(services, { rule, actor: actorOf(viewer) });
      return 'The rule is set';
    },
  }),
});
