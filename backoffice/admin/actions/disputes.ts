import { EVIDENCE_FILES, EVIDENCE_TEXTS } from '#backoffice/commerce/dispute/index.ts';
import { conflict } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { acceptDispute, contestDispute, previewLoss, setBearer } from '#backoffice/workflows/decide-dispute.ts';
import { addDisputeFile, editDisputeEvidence, tellDisputeDesk } from '#backoffice/workflows/edit-dispute-evidence.ts';
import { gatherDisputeEvidence } from '#backoffice/workflows/gather-dispute-evidence.ts';
import { FORMS } from '../components/index.ts';
import { readDisputeDesk, readDisputedOrder } from './dispute-desk.ts';
import { actorOf, type Field, filterStep, reasonField, recordStep, text, wholeNumber } from './perform.ts';

const DESK = ['admin', 'finance'] as const;
const OPEN = { stage: ['to_answer'] };
const isTrue = (value: unknown) => value === true || value === 'true';

/** Lists that are asked for again and again. */
export const disputeFilters = (table: string, roles: Parameters<typeof filterStep>[0]['roles']) => {
  const filter = (label: string, icon: string, stage: string, order = 'sortBy=created_at&direction=desc') =>
    filterStep({ label, icon, roles, href: `/admin/resources/${table}?filters.stage=${stage}&${order}` });
  return {
    toAnswer: filter('Needs an answer', 'Inbox', 'to_answer', 'sortBy=evidence_due_at&direction=asc'),
    underReview: filter('Under review', 'Clock', 'under_review'),
    closed: filter('Closed', 'Archive', 'closed'),
  };
};

export const disputeActions = (services: Services) => ({
  ...disputeFilters('disputes', [...DESK]),
  /** What the page of a dispute shows, and what its forms begin with. */
  desk: {
    ...recordStep({
      ...{ label: 'Desk', icon: 'List', roles: [...DESK], consequence: 'Reads the dispute.' },
      run: async ({ id }) => ({ message: 'This is known', data: await readDisputeDesk(services, id) }),
    }),
    isVisible: false,
  },
  editEvidence: recordStep({
    ...{ label: 'Edit the evidence', icon: 'Edit', roles: [...DESK], when: OPEN, component: FORMS.evidence },
    consequence:
      'Nothing is sent yet. What you write stands in place of what was gathered; an empty field is left out.',
    run: async ({ id, input, viewer }) => {
      await editDisputeEvidence(services, { disputeId: id, ...evidenceIn(input), actor: actorOf(viewer) });
      return 'The evidence is kept';
    },
  }),
  addFile: recordStep({
    ...{ label: 'Add a file', icon: 'Paperclip', roles: [...DESK], when: OPEN, component: FORMS.disputeFile },
    consequence: 'A PDF, PNG or JPEG file of 4 MB at most. It takes the place you choose in the evidence.',
    fields: [PLACE],
    run: async ({ id, input, viewer }) => {
      const { fileName, content } = fileIn(input);
      const field = text(input.field) ?? 'uncategorized_file';
      await addDisputeFile(services, { disputeId: id, field, fileName, content, actor: actorOf(viewer) });
      return 'The file is part of the evidence';
    },
  }),
  gather: recordStep({
    ...{ label: 'Gather again', icon: 'RefreshCw', roles: [...DESK], when: OPEN },
    consequence: 'Invoice, deliveries and letters are read anew. What you wrote yourself stays.',
    run: async ({ id }) => {
      if (await gatherDisputeEvidence(services, { disputeId: id })) return 'The evidence is gathered anew';
      throw conflict('answered', 'The answer is given already: it stays as it was');
    },
  }),
  ...decisions(services),
});

/** Shown first, then done: nothing goes to a bank unseen. */
const decisions = (services: Services) => ({
  contest: recordStep({
    ...{ label: 'Send to the bank', icon: 'Send', roles: [...DESK], when: OPEN, component: FORMS.contest },
    consequence: 'The bank takes evidence once. Look at exactly what it gets; afterwards nothing can be added.',
    run: async ({ id, input, viewer }) => {
      if (isTrue(input.isPreview)) return { message: 'This would be sent', data: await readDisputeDesk(services, id) };
      await contestDispute(services, { disputeId: id, actor: actorOf(viewer) });
      return 'The answer is on its way to the bank';
    },
  }),
  bearer: recordStep({
    ...{ label: 'Who bears a loss', icon: 'Users', roles: [...DESK], component: FORMS.loss },
    when: { stage: ['to_answer', 'under_review'] },
    consequence:
      'If the bank keeps the money, each wholesaler gives back its share in proportion, and the platform its commission. Here the platform takes a part of that upon itself.',
    fields: BEARS,
    run: async ({ id, input, viewer }) => {
      const platformShareBp = wholeNumber(input.platformShareBp) ?? 0;
      if (isTrue(input.isPreview))
        return {
          message: 'This is what a loss would do',
          data: await previewLoss(services, { disputeId: id, platformShareBp }),
        };
      await setBearer(services, {
        disputeId: id,
        platformShareBp,
        reason: text(input.reason) ?? '',
        actor: actorOf(viewer),
      });
      return 'It is written down; a loss is borne like that';
    },
  }),
  accept: recordStep({
    ...{ label: 'Accept the dispute', icon: 'ThumbsDown', roles: [...DESK], when: OPEN, component: FORMS.loss },
    isDangerous: true,
    consequence: 'The buyer keeps the money, at once and for good. The bank’s fee stays with the platform.',
    fields: BEARS,
    run: async ({ id, input, viewer }) => {
      const platformShareBp = wholeNumber(input.platformShareBp) ?? 0;
      if (isTrue(input.isPreview))
        return {
          message: 'This is what it would do',
          data: await previewLoss(services, { disputeId: id, platformShareBp }),
        };
      const reason = text(input.reason) ?? '';
      await acceptDispute(services, { disputeId: id, platformShareBp, reason, actor: actorOf(viewer) });
      return 'The dispute is accepted';
    },
  }),
});

/** A wholesaler's side: it looks at its own order and tells what it knows. */
export const disputePartActions = (services: Services) => ({
  ...disputeFilters('dispute_parts', ['wholesaler']),
  contents: {
    ...recordStep({
      ...{ label: 'Contents', icon: 'List', roles: ['wholesaler', ...DESK], consequence: 'Reads the disputed order.' },
      run: async ({ id, viewer }) => ({
        message: 'This is known',
        data: await readDisputedOrder(services, { partId: id, wholesalerId: viewer.wholesalerId }),
      }),
    }),
    isVisible: false,
  },
  tell: recordStep({
    ...{
      label: 'Help answer it',
      icon: 'MessageSquare',
      roles: ['wholesaler'],
      when: OPEN,
      component: FORMS.disputeFile,
    },
    consequence:
      'Tell us what you know, add a proof, or both. We read it, put the answer together and send it to the bank; the buyer does not see this page.',
    fields: [{ name: 'message', label: 'What you know', type: 'textarea' }, PLACE],
    run: async ({ id, input, viewer }) => {
      const file = text(input.content) ? { ...fileIn(input), field: text(input.field) ?? 'uncategorized_file' } : null;
      await tellDisputeDesk(services, {
        ...{ partId: id, wholesalerId: viewer.wholesalerId!, message: text(input.message) ?? '', file },
        actor: actorOf(viewer),
      });
      return 'Thank you: the desk has it';
    },
  }),
});

const PLACE: Field = {
  name: 'field',
  label: 'What the file shows',
  type: 'select',
  options: EVIDENCE_FILES.map(({ name, label }) => ({ value: name, label })),
};
const BEARS: Field[] = [
  {
    ...{ name: 'platformShareBp', label: 'The platform bears (percent)', type: 'rate' },
    help: 'Of what a loss takes from the wholesalers. Empty or 0: they bear it, in proportion; 100: the platform.',
  },
  reasonField('Kept in the audit log.'),
];

/** Only what the form sent: a field that is not there stays as it is. */
function evidenceIn(input: Record<string, unknown>) {
  const given = (fields: readonly { name: string }[]) =>
    Object.fromEntries(
      fields.flatMap(({ name }) => (typeof input[name] === 'string' ? [[name, input[name].trim()]] : [])),
    );
  return { texts: given(EVIDENCE_TEXTS), files: given(EVIDENCE_FILES) };
}

/** The browser sends a file as text in base64. */
const fileIn = (input: Record<string, unknown>) => ({
  fileName: text(input.fileName) ?? 'document',
  content: Buffer.from(text(input.content) ?? '', 'base64'),
});
