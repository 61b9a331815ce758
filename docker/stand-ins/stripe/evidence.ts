import { closeDispute, findDispute } from './disputes.ts';
import type { Endpoint } from './endpoint.ts';
import { findFile } from './files.ts';
import { allowOnly, type Form, text } from './form.ts';
import { Refusal } from './refusal.ts';
import type { Dispute } from './shapes.ts';
import type { Desk } from './state.ts';

const SHORT = 5_000;
const LONG = 20_000;
const ALL_TEXT = 150_000;
const ALL_FILES_BYTES = 4.5 * 1024 * 1024;

/** Fields of text with the most characters they take; the others name files. */
const TEXTS: Record<string, number> = {
  access_activity_log: LONG,
  billing_address: SHORT,
  cancellation_policy_disclosure: LONG,
  cancellation_rebuttal: LONG,
  customer_email_address: SHORT,
  customer_name: SHORT,
  customer_purchase_ip: SHORT,
  duplicate_charge_explanation: LONG,
  duplicate_charge_id: SHORT,
  product_description: LONG,
  refund_policy_disclosure: LONG,
  refund_refusal_explanation: LONG,
  service_date: SHORT,
  shipping_address: SHORT,
  shipping_carrier: SHORT,
  shipping_date: SHORT,
  shipping_tracking_number: SHORT,
  uncategorized_text: LONG,
};
const FILES = [
  'cancellation_policy',
  'customer_communication',
  'customer_signature',
  'duplicate_charge_documentation',
  'receipt',
  'refund_policy',
  'service_documentation',
  'shipping_documentation',
  'uncategorized_file',
];

/** What Stripe's own test mode does with these words in uncategorized_text. */
const ENDINGS: Record<string, 'won' | 'lost'> = { winning_evidence: 'won', losing_evidence: 'lost' };

/** Stages evidence, and hands it to the bank unless submit is false; that happens once. */
export const updateDispute: Endpoint = (desk, { id, form }) => {
  allowOnly(form, ['evidence', 'metadata', 'submit']);
  const dispute = findDispute(desk, id);
  requireOpen(dispute);
  const evidence = { ...dispute.evidence, ...readEvidence(desk, form) };
  requireSizes(desk, evidence);
  const isSubmitted = text(form, 'submit') !== 'false';
  if (isSubmitted && dispute.evidence_details.due_by < desk.now()) {
    dispute.evidence_details.past_due = true;
    throw new Refusal(400, { message: `The evidence of dispute ${id} was due before: past_due.` });
  }
  dispute.evidence = evidence;
  dispute.evidence_details.has_evidence = Object.keys(evidence).length > 0;
  if (isSubmitted) {
    dispute.evidence_details.submission_count += 1;
    dispute.status = dispute.status === 'needs_response' ? 'under_review' : 'warning_under_review';
  }
  desk.emit('charge.dispute.updated', dispute);
  const ending = ENDINGS[evidence.uncategorized_text ?? ''];
  return isSubmitted && ending ? closeDispute(desk, id, ending) : dispute;
};

/** The dispute is given up: lost at once, and that is final. */
export const giveUpDispute: Endpoint = (desk, { id, form }) => {
  allowOnly(form, []);
  const dispute = findDispute(desk, id);
  requireOpen(dispute);
  return closeDispute(desk, id, 'lost');
};

function requireOpen({ id, status }: Dispute): void {
  if (status === 'needs_response' || status === 'warning_needs_response') return;
  throw new Refusal(400, { message: `Dispute ${id} can no longer be changed: it is ${status}.` });
}

function readEvidence(desk: Desk, form: Form): Record<string, string> {
  const given = (typeof form.evidence === 'object' ? form.evidence : {}) as Form;
  const known: Record<string, string> = {};
  for (const [field, value] of Object.entries(given)) {
    const most = TEXTS[field];
    const param = `evidence[${field}]`;
    if (most === undefined && !FILES.includes(field)) {
      const message = `Received unknown parameter: ${param}`;
      throw new Refusal(400, { code: 'parameter_unknown', param, message, isValidation: true });
    }
    const said = String(value);
    if (most !== undefined && said.length > most) {
      const message = `Invalid string: ${said.slice(0, 20)}…; must be at most ${most} characters`;
      throw new Refusal(400, { param, message, isValidation: true });
    }
    if (most === undefined) findFile(desk, said);
    known[field] = said;
  }
  return known;
}

function requireSizes(desk: Desk, evidence: Record<string, string>): void {
  const isFile = (field: string) => FILES.includes(field);
  const fields = Object.entries(evidence);
  const characters = fields.reduce((sum, [field, said]) => sum + (isFile(field) ? 0 : said.length), 0);
  if (characters > ALL_TEXT)
    throw tooMuch(`The combined character count of the evidence is ${characters}; ${ALL_TEXT} are allowed.`);
  const bytes = fields.reduce((sum, [field, id]) => sum + (isFile(field) ? findFile(desk, id).size : 0), 0);
  if (bytes > ALL_FILES_BYTES) throw tooMuch('The combined size of the evidence exceeds 4.5 MB.');
}

const tooMuch = (message: string) => new Refusal(400, { param: 'evidence', message, isValidation: true });
