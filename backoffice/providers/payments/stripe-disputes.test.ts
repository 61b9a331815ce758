import { describe, expect, it } from 'vitest';
import { openSession, openStripe } from '../../../docker/stand-ins/stripe/testing.ts';
import { createStripePayments } from './stripe-payments.ts';

const DAY = 86_400;
const pdf = { name: 'invoice.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7 paid in full') };

/** A payment of 100.00 that its bank disputes. */
async function disputed(options: { isInquiry?: boolean } = {}) {
  const { url, control, stripe } = await openStripe();
  const payments = createStripePayments({
    ...{ secretKey: 'sk_test_stand_in', apiUrl: url, timeoutMs: 400 },
    ...{ webhookSecret: 'whsec_platform', connectWebhookSecret: 'whsec_connect' },
  });
  const { id } = await openSession(stripe, { amount: 10_000 });
  control.pay(id);
  const { paymentIntentId } = await payments.readCheckout(id);
  const dispute = control.dispute(paymentIntentId!, { reason: 'fraudulent', ...options });
  const submissions = async () => (await stripe.disputes.retrieve(dispute.id)).evidence_details.submission_count;
  return { payments, control, stripe, id: dispute.id, paymentIntentId: paymentIntentId!, submissions };
}
const evidence = (texts: Record<string, string> = { uncategorized_text: 'She signed for it.' }) => ({
  texts,
  files: {},
});

describe('a dispute', () => {
  it('is read with its deadline and what the bank took', async () => {
    const { payments, id } = await disputed();
    const dispute = await payments.readDispute(id);
    expect(dispute).toMatchObject({
      status: 'needs_response',
      reason: 'fraudulent',
      currency: 'EUR',
      amountCents: 10_000,
    });
    expect(dispute.movements).toMatchObject([{ currency: 'EUR', amountCents: -10_000, feeCents: 2_000 }]);
    expect(dispute.evidenceDueAt!.getTime() - dispute.openedAt.getTime()).toBe(9 * DAY * 1000);
  });

  it('is answered with words and files, the same file once', async () => {
    const { payments, id, stripe } = await disputed();
    const receipt = await payments.uploadEvidence({ fileId: 'f1', ...pdf });
    expect(await payments.uploadEvidence({ fileId: 'f1', ...pdf })).toBe(receipt);
    const answered = await payments.submitEvidence(id, { ...evidence(), files: { receipt } }, '1');
    expect(answered.status).toBe('under_review');
    const { evidence: kept } = await stripe.disputes.retrieve(id);
    expect(kept).toMatchObject({ receipt, uncategorized_text: 'She signed for it.' });
    expect((await stripe.files.retrieve(receipt)).filename).toBe('invoice.pdf');
  });

  it('is answered once: whoever asks again finds it under review', async () => {
    const { payments, id, submissions, control } = await disputed();
    await payments.submitEvidence(id, evidence(), '1');
    control.pruneKeys();
    expect((await payments.submitEvidence(id, evidence({ uncategorized_text: 'Other words' }), '2')).status).toBe(
      'under_review',
    );
    expect(await submissions()).toBe(1);
  });

  it('whose answer a 500 hid is unknown at first, and found the next time', async () => {
    const { payments, id, submissions, control } = await disputed();
    control.fault({ kind: '500', when: 'after', method: 'POST', path: '/v1/disputes/:id' });
    await expect(payments.submitEvidence(id, evidence(), '1')).rejects.toMatchObject({ kind: 'unknown' });
    expect((await payments.submitEvidence(id, evidence(), '1')).status).toBe('under_review');
    expect(await submissions()).toBe(1);
  });

  it.each([
    ['winning_evidence', 'won'],
    ['losing_evidence', 'lost'],
  ])('ends with %s as in Stripe’s test mode', async (uncategorized_text, ending) => {
    const { payments, id } = await disputed();
    await payments.submitEvidence(id, evidence({ uncategorized_text }), '1');
    expect((await payments.readDispute(id)).status).toBe(ending);
  });

  it('that is accepted is lost at once, twice is once', async () => {
    const { payments, id, control } = await disputed();
    expect((await payments.acceptDispute(id)).status).toBe('lost');
    expect((await payments.acceptDispute(id)).status).toBe('lost');
    expect(control.events('charge.dispute.closed')).toHaveLength(1);
  });

  it('whose day is over takes no evidence any more', async () => {
    const { payments, id, control } = await disputed();
    control.advanceClock(10 * DAY);
    await expect(payments.submitEvidence(id, evidence(), '1')).rejects.toMatchObject({ kind: 'refused' });
  });

  it('bars a refund; an inquiry does not, and moves no money', async () => {
    const barred = await disputed();
    const refund = { amountCents: 100, refundId: 'r1', attempt: 1, orderId: 'o1' };
    const { paymentIntentId } = barred;
    await expect(barred.payments.refund({ paymentIntentId, ...refund })).rejects.toMatchObject({
      code: 'charge_disputed',
    });
    const asked = await disputed({ isInquiry: true });
    expect(await asked.payments.readDispute(asked.id)).toMatchObject({
      status: 'warning_needs_response',
      movements: [],
    });
    expect((await asked.payments.refund({ paymentIntentId: asked.paymentIntentId, ...refund })).status).toBe(
      'succeeded',
    );
    expect((await asked.payments.submitEvidence(asked.id, evidence(), '1')).status).toBe('warning_under_review');
    expect(asked.control.closeDispute(asked.id, 'lost').status).toBe('warning_closed');
  });
});

describe('what Stripe takes as evidence', () => {
  it.each([
    ['a text that is too long', { uncategorized_text: 'x'.repeat(20_001) }],
    [
      'more text than all fields together may hold',
      Object.fromEntries(longFields().map(field => [field, 'x'.repeat(20_000)])),
    ],
    ['a field it does not know', { alibi: 'She was here.' }],
    ['a file that was never handed in', { receipt: 'file_none' }],
  ])('is not %s', async (_what, texts) => {
    const { payments, id, submissions } = await disputed();
    await expect(payments.submitEvidence(id, evidence(texts), '1')).rejects.toMatchObject({ kind: 'refused' });
    expect(await submissions()).toBe(0);
  });

  it('is no file of another kind or above 5 MB, nor files of more than 4.5 MB together', async () => {
    const { payments, id } = await disputed();
    const upload = (fileId: string, content: Buffer) => payments.uploadEvidence({ ...pdf, fileId, content });
    const large = (bytes: number) => Buffer.concat([Buffer.from('%PDF-1.7 '), Buffer.alloc(bytes)]);
    await expect(upload('f1', Buffer.from('MZ, a program'))).rejects.toMatchObject({ kind: 'refused' });
    await expect(upload('f2', large(5 * 1024 * 1024))).rejects.toMatchObject({ kind: 'refused' });
    const files = { receipt: await upload('f3', large(2.4e6)), uncategorized_file: await upload('f4', large(2.4e6)) };
    await expect(payments.submitEvidence(id, { texts: {}, files }, '1')).rejects.toMatchObject({ kind: 'refused' });
  });
});

function longFields() {
  return [
    ...[
      'access_activity_log',
      'cancellation_policy_disclosure',
      'cancellation_rebuttal',
      'duplicate_charge_explanation',
    ],
    ...['product_description', 'refund_policy_disclosure', 'refund_refusal_explanation', 'uncategorized_text'],
  ];
}
