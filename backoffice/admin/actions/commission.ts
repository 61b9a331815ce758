import { parseBands } from '#backoffice/commerce/commission/index.ts';
import { Refusal } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import {
  askToChangeCommission,
  type CommissionRequest,
  decideOnCommission,
  previewCommission,
} from '#backoffice/workflows/change-commission.ts';
import { issueCommissionInvoices } from '#backoffice/workflows/issue-commission-invoices.ts';
import { FORMS } from '../components/index.ts';
import type { Viewer } from '../viewer.ts';
import { actorOf, type Field, isConfirmed, reasonField, recordStep, tableStep, text, wholeNumber } from './perform.ts';

type Input = Record<string, unknown>;
const roles: Viewer['role'][] = ['admin', 'finance'];
const WHY = reasonField('The second person reads it, and the audit log keeps it.');
const ASKED = 'The change is asked for: a second person has to agree';

export const commissionRuleActions = (services: Services) => {
  const ask = async (request: CommissionRequest, input: Input, viewer: Viewer) => {
    if (!isConfirmed(input)) return previewed(await previewCommission(services, request));
    const asked = { request, reason: text(input.reason) ?? '', actor: actorOf(viewer) };
    return { message: ASKED, data: await askToChangeCommission(services, asked) };
  };
  return {
    propose: tableStep({
      ...{ label: 'Ask for a new rule', icon: 'PlusCircle', roles, component: FORMS.commission, fields: RULE },
      consequence:
        'The rule for the same wholesaler, category and kind of order ends where the new one begins. Nothing changes until a second person agrees; placed orders keep their rate.',
      run: ({ input, viewer }) => ask(requestOf(input), input, viewer),
    }),
    end: recordStep({
      ...{ label: 'Ask to end it', icon: 'XCircle', roles, component: FORMS.commission, fields: [FROM, WHY] },
      consequence:
        'From that day on the next less specific rule applies. Nothing changes until a second person agrees; placed orders keep their rate.',
      run: ({ id, input, viewer }) =>
        ask({ kind: 'end', ruleId: id, startsOn: text(input.startsOn) ?? '' }, input, viewer),
    }),
  };
};

export const commissionChangeActions = (services: Services) => ({
  approve: recordStep({
    ...{ label: 'Agree', icon: 'CheckCircle', roles, when: { status: ['proposed'] }, component: FORMS.commission },
    consequence:
      'It applies to orders from its first day on, or from now if that day has begun. Whoever asked for it cannot agree to it.',
    run: async ({ id, input, viewer }) => {
      if (!isConfirmed(input)) return previewed(await previewCommission(services, { changeId: id }));
      await decideOnCommission(services, { id, isApproved: true, actor: actorOf(viewer) });
      return { message: 'The rules are changed', data: { id } };
    },
  }),
  refuse: recordStep({
    ...{ label: 'Refuse', icon: 'X', roles, when: { status: ['proposed'] } },
    consequence: 'The rules stay as they are.',
    run: async ({ id, viewer }) => {
      await decideOnCommission(services, { id, isApproved: false, actor: actorOf(viewer) });
      return 'The change is refused';
    },
  }),
});

export const commissionInvoiceActions = (services: Services) => ({
  issue: tableStep({
    ...{ label: 'Issue what is due', icon: 'FilePlus', roles },
    consequence:
      'Bills each wholesaler the commission of every past month that has no invoice yet, with VAT where it applies; the VAT goes off its next payout, and it gets a letter. Runs by itself on the first of each month; running it again issues nothing twice.',
    run: async ({ viewer }) => {
      const { issued } = await issueCommissionInvoices(services, { actor: actorOf(viewer) });
      return issued === 0 ? 'Nothing is due: every past month has its invoices' : `${issued} invoices are issued`;
    },
  }),
  pdf: recordStep({
    ...{ label: 'PDF', icon: 'FileText', roles: [...roles, 'wholesaler'] },
    consequence: 'Opens the invoice in a tab of its own.',
    run: async ({ id, viewer }) => {
      const door = viewer.role === 'wholesaler' ? 'wholesaler' : 'admin';
      return { message: 'The invoice opens', data: { openUrl: `/api/${door}/commission-invoices/${id}/pdf` } };
    },
  }),
});

const previewed = (data: unknown) => ({ message: 'This is what the last 30 days would have been', data });

const FROM: Field = { name: 'startsOn', label: 'From (UTC)', type: 'date', isRequired: true };
const RULE: Field[] = [
  { name: 'wholesalerId', label: 'Wholesaler', type: 'record', resource: 'wholesalers', help: 'Empty: all of them.' },
  {
    ...{ name: 'categoryId', label: 'Category', type: 'record', resource: 'categories' },
    help: 'With everything below it. Empty: all of them.',
  },
  {
    ...{ name: 'orderKind', label: 'Orders', type: 'select', isRequired: true },
    options: [
      { value: 'any', label: 'All orders' },
      { value: 'first', label: 'A buyer’s first order' },
      { value: 'reorder', label: 'Reorders' },
    ],
  },
  { name: 'percentBp', label: 'Rate in percent', type: 'rate', isRequired: true },
  { name: 'fixedCents', label: 'Fixed part of each line', type: 'money' },
  { name: 'floorCents', label: 'At least', type: 'money' },
  { name: 'capCents', label: 'At most', type: 'money' },
  {
    ...{ name: 'bands', label: 'Volume bands', type: 'textarea' },
    help: 'A line each: goods of the last 30 days, a colon, the rate in percent from there on. 10000: 9.5',
  },
  FROM,
  { name: 'endsOn', label: 'Until (UTC), that day not included', type: 'date', help: 'Empty: until it is changed.' },
  WHY,
];

function requestOf(input: Input): CommissionRequest {
  const kind = text(input.orderKind) ?? 'any';
  const bands = parseBands(text(input.bands) ?? '');
  if (!bands) throw new Refusal('rule', 'bands_wrong', 'Write each band as 10000: 9.5');
  return {
    kind: 'set',
    wholesalerId: idOf(input.wholesalerId),
    categoryId: idOf(input.categoryId),
    orderKind: kind === 'first' || kind === 'reorder' ? kind : 'any',
    percentBp: wholeNumber(input.percentBp) ?? -1,
    fixedCents: wholeNumber(input.fixedCents) ?? 0,
    floorCents: wholeNumber(input.floorCents) ?? 0,
    capCents: wholeNumber(input.capCents) ?? null,
    bands,
    startsOn: text(input.startsOn) ?? '',
    endsOn: text(input.endsOn) ?? null,
  };
}

/** An id that cannot be one is no wholesaler and no category: refused, not taken for all of them. */
function idOf(value: unknown): string | null {
  const id = text(value) ?? null;
  if (id && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new Refusal('rule', 'not_found', 'There is no such wholesaler or category');
  return id;
}
