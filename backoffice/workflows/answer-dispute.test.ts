import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { listDisputeFiles, readAnswer } from '#backoffice/commerce/dispute/index.ts';
import { readPdf } from '#backoffice/documents/read-pdf.ts';
import { createS3Storage } from '#backoffice/providers/storage/s3-storage.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { startS3 } from '../../docker/stand-ins/s3/index.ts';
import { applyStripeEvent } from './apply-stripe-event.ts';
import { acceptDispute, contestDispute, previewLoss, setBearer } from './decide-dispute.ts';
import { addDisputeFile, editDisputeEvidence, tellDisputeDesk } from './edit-dispute-evidence.ts';
import { gatherDisputeEvidence } from './gather-dispute-evidence.ts';
import { payOutWholesalers } from './pay-out-wholesalers.ts';
import { earn } from './payouts.testing.ts';
import { placeOrder } from './place-order.ts';
import { remindDisputes } from './remind-disputes.ts';
import { BASKET, clearSales, fillCart, guest, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const s3 = await startS3({ port: 0, folder: mkdtempSync(`${tmpdir()}/s3-`), bucket: 'stackr' });
const storage = createS3Storage({ ...s3, region: 'auto', bucket: 'stackr', timeoutMs: 2_000 });
afterAll(async () => {
  storage.close();
  await s3.stop();
});
const rig = await sellingRig(db, { storage });
const { services } = rig;
const FINN = { userId: WORLD.users.finance, role: 'finance' };
const RUTH = { userId: WORLD.users.roaster, role: 'wholesaler' };
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const START = new Date('2026-03-02T10:00:00Z');

let disputeId: string;
let stripeId: string;
let roastery: { id: string; wholesaler_id: string; wholesaler_order_id: string };

/** A payment for the orders of two wholesalers, disputed by its bank. */
beforeEach(async () => {
  await clearSales(db);
  await db.raw('truncate payout_batches cascade');
  rig.setNow(START);
  await fillCart(db, guest('anna'), BASKET);
  const order = await placeOrder(services, orderOf(guest('anna')));
  rig.stripe.pay(await rig.sessionOf(order.id));
  await rig.settle();
  await db('letters')
    .where({ kind: 'order-confirmation' })
    .update({ status: 'sent', subject: 'Thank you', sent_at: START });
  const { stripe_charge_id } = await db('payments').first();
  rig.stripe.dispute(stripe_charge_id, { reason: 'product_not_received' });
  await rig.settle();
  ({ id: disputeId, stripe_dispute_id: stripeId } = await db('disputes').first());
  roastery = await db('dispute_parts').where({ wholesaler_id: WORLD.wholesalers.roastery }).first();
});

const statusOf = async () => (await db('disputes').first()).status;
const lettersOf = (kind: string) => db('letters').where({ kind }).orderBy('recipient_address');
const contest = async () => {
  await contestDispute(services, { disputeId, actor: FINN });
  await rig.settle();
};
const say = (uncategorized_text: string) =>
  editDisputeEvidence(services, { disputeId, texts: { uncategorized_text }, files: {}, actor: FINN });
const soundness = async () => faults(await verify(db));
const atStripe = async () => (await services.payments.readDispute(stripeId)).status;

describe('a dispute that opens', () => {
  it('has its evidence gathered: who, what, the invoice and the letters', async () => {
    const { evidence } = await readAnswer(db, disputeId);
    expect(evidence.texts).toMatchObject({ customer_name: 'Anna Ahrens', customer_email_address: 'anna@example.org' });
    expect(evidence.texts.product_description).toContain('2 × Harbour Espresso, 250 g');
    expect(evidence.texts.shipping_address).toContain('10115 Berlin');
    expect(Object.keys(evidence.files).sort()).toEqual(['customer_communication', 'receipt']);
    const files = await listDisputeFiles(db, { id: evidence.files.customer_communication! });
    const stored = await storage.get(files[0]!.key);
    expect((await readPdf(await buffer(stored!.body))).text).toContain('anna@example.org');
  });

  it('is told to each of its wholesalers and to the desk, once', async () => {
    expect((await lettersOf('dispute-opened')).map(letter => letter.recipient_address)).toEqual([
      'hello@pottery.example',
      'hello@roastery.example',
    ]);
    expect((await lettersOf('dispute-to-answer')).map(letter => letter.recipient_address)).toEqual([
      'cora@stackr.example',
      'finn@stackr.example',
    ]);
    const [, toRoastery] = await lettersOf('dispute-opened');
    expect(toRoastery.data).toMatchObject({ says: 'The buyer says that the goods never arrived.' });
    expect(toRoastery.data.frozenCents).toBeGreaterThan(0);
  });

  it('is remembered once, at least two days before its day, and not once it is answered', async () => {
    expect(await remindDisputes(services)).toEqual({ disputes: 0, letters: 0 });
    rig.setNow(new Date('2026-03-09T06:30:00Z'));
    expect(await remindDisputes(services)).toEqual({ disputes: 1, letters: 2 });
    expect(await remindDisputes(services)).toEqual({ disputes: 1, letters: 0 });
    await contest();
    expect(await remindDisputes(services)).toEqual({ disputes: 0, letters: 0 });
  });
});

describe('what a person writes', () => {
  it('stands in place of what was gathered, also when it is gathered again', async () => {
    await say('He signed for it himself.');
    await editDisputeEvidence(services, { disputeId, texts: { billing_address: '' }, files: {}, actor: FINN });
    await gatherDisputeEvidence(services, { disputeId });
    const { evidence } = await readAnswer(db, disputeId);
    expect(evidence.texts.uncategorized_text).toBe('He signed for it himself.');
    expect(evidence.texts).not.toHaveProperty('billing_address');
    expect(evidence.texts.customer_name).toBe('Anna Ahrens');
  });

  it('may be a file; a wholesaler’s goes where there is none yet', async () => {
    const file = { fileName: '../../proof.png', content: PNG, field: 'shipping_documentation' };
    const told = { partId: roastery.id, wholesalerId: roastery.wholesaler_id, actor: RUTH };
    await tellDisputeDesk(services, { ...told, message: 'The neighbour took it in.', file });
    const { evidence } = await readAnswer(db, disputeId);
    const [kept] = await listDisputeFiles(db, { id: evidence.files.shipping_documentation! });
    expect(kept).toMatchObject({ name: 'proof.png', wholesalerName: 'North Roastery', contentType: 'image/png' });
    await addDisputeFile(services, {
      disputeId,
      field: 'shipping_documentation',
      fileName: 'b.png',
      content: PNG,
      actor: FINN,
    });
    expect((await readAnswer(db, disputeId)).evidence.files.shipping_documentation).not.toBe(kept!.id);
    await tellDisputeDesk(services, { ...told, message: '', file });
    expect(await db('dispute_messages').pluck('body')).toEqual(['The neighbour took it in.']);
    expect((await listDisputeFiles(db, { dispute_id: disputeId })).filter(one => one.uploadedBy)).toHaveLength(3);
  });

  it('is refused from another wholesaler, of another kind, and for a place that is none', async () => {
    const pottery = {
      partId: roastery.id,
      wholesalerId: WORLD.wholesalers.pottery,
      message: 'Hm',
      file: null,
      actor: RUTH,
    };
    await expect(tellDisputeDesk(services, pottery)).rejects.toMatchObject({ kind: 'not_found' });
    const program = { disputeId, field: 'receipt', fileName: 'a.pdf', content: Buffer.from('MZ…'), actor: FINN };
    await expect(addDisputeFile(services, program)).rejects.toThrow(/PDF, PNG or JPEG/);
    await editDisputeEvidence(services, { disputeId, texts: { alibi: 'x' }, files: {}, actor: FINN });
    await expect(contestDispute(services, { disputeId, actor: FINN })).rejects.toThrow(/no field alibi/);
    expect(await atStripe()).toBe('needs_response');
  });
});

describe('an answer', () => {
  it('is sent once, as it stood, and cannot be changed afterwards', async () => {
    await contestDispute(services, { disputeId, actor: FINN });
    await expect(contestDispute(services, { disputeId, actor: FINN })).rejects.toThrow(/answered already/);
    await rig.settle();
    expect([await statusOf(), await atStripe()]).toEqual(['under_review', 'under_review']);
    expect((await readAnswer(db, disputeId)).sentAt).toEqual(START);
    await expect(say('One more thing')).rejects.toThrow(/nothing can be added/);
    const files = await listDisputeFiles(db, { dispute_id: disputeId });
    expect(files.every(file => file.stripeFileId?.startsWith('file_'))).toBe(true);
    expect(await db('status_changes').where({ subject_id: disputeId }).orderBy('id').pluck('to_status')).toEqual([
      'needs_response',
      'under_review',
    ]);
    expect(await soundness()).toEqual([]);
  });

  it('whose connection broke after it was given is found given', async () => {
    rig.stripe.fault({ kind: 'reset', when: 'after', method: 'POST', path: '/v1/disputes/:id', times: 5 });
    await contestDispute(services, { disputeId, actor: FINN });
    await db('pgboss.job').where({ name: 'answer-dispute' }).update({ retry_delay: 0, retry_backoff: false });
    await rig.settle();
    rig.stripe.clearFaults();
    await rig.settle();
    expect([await statusOf(), await atStripe()]).toEqual(['under_review', 'under_review']);
  });

  it('that the processor refuses comes back to the desk, and goes out when it is mended', async () => {
    await db('dispute_answers').update({ gathered_files: { receipt: (await db('dispute_files').first()).id } });
    await db('dispute_files').update({ stripe_file_id: null });
    await db('dispute_files')
      .where({ name: (await db('dispute_files').first()).name })
      .update({ stripe_file_id: 'file_gone' });
    await contest();
    expect(await readAnswer(db, disputeId)).toMatchObject({ decision: null, attempt: 2, sentAt: null });
    expect((await readAnswer(db, disputeId)).failureReason).toMatch(/No such file/);
    await db('dispute_files').update({ stripe_file_id: null });
    await contest();
    expect(await statusOf()).toBe('under_review');
  });

  it('after its day is refused before anything is sent', async () => {
    rig.setNow(new Date('2026-03-12T00:00:00Z'));
    await expect(contestDispute(services, { disputeId, actor: FINN })).rejects.toThrow(/day to answer is over/);
  });
});

describe('the end', () => {
  it('won: what was frozen is paid with the next batch, and each wholesaler hears it once', async () => {
    await earn(db, roastery.wholesaler_id, 1_500, '2026-03-01', roastery.wholesaler_order_id);
    rig.stripe.ensureAccount('acct_roastery');
    rig.stripe.addFunds(1_000_000);
    const night = (date: string) => payOutWholesalers(services, { date, requestedBy: null });
    expect((await night('2026-03-02')).carryovers).toMatchObject([{ amountCents: 1_500, reason: 'disputed' }]);
    await say('winning_evidence');
    await contest();
    expect(await statusOf()).toBe('won');
    rig.setNow(new Date('2026-03-03T02:00:00Z'));
    expect((await night('2026-03-03')).payouts.map(payout => payout.amountCents)).toEqual([1_500]);
    expect((await lettersOf('dispute-decided')).map(letter => letter.data.outcome)).toEqual(['won', 'won']);
  });

  it('lost: borne as it was decided, netted from what is earned next, and told in the same figures', async () => {
    await setBearer(services, { disputeId, platformShareBp: 2_500, reason: 'Our carrier lost it', actor: FINN });
    const preview = await previewLoss(services, { disputeId });
    await say('losing_evidence');
    await contest();
    expect(await statusOf()).toBe('lost');
    const shares = await db('dispute_shares as s')
      .join('wholesaler_orders as p', 'p.id', 's.wholesaler_order_id')
      .orderBy('p.number')
      .select('p.number', 's.amount_cents', 's.platform_cents');
    expect(shares).toEqual(
      preview.parts.map(part => ({
        number: part.number,
        amount_cents: part.amountCents,
        platform_cents: part.platformCents,
      })),
    );
    const letters = await lettersOf('dispute-decided');
    expect(letters.map(letter => letter.data.lost.wholesalerCents).sort()).toEqual(
      preview.parts.map(part => part.wholesalerCents).sort(),
    );
    const late = { disputeId, platformShareBp: 10_000, reason: 'Too late', actor: FINN };
    await expect(setBearer(services, late)).rejects.toThrow(/booked/);
    expect(await soundness()).toEqual([]);
  });

  it('accepted: lost at once, by whom was said, however often its work runs', async () => {
    await acceptDispute(services, { disputeId, platformShareBp: 10_000, reason: 'Our mistake', actor: FINN });
    await rig.settle();
    expect([await statusOf(), await atStripe()]).toEqual(['lost', 'lost']);
    const before = await db('ledger_transactions').count();
    const events: string[] = await db('webhook_events').whereLike('type', 'charge.dispute.%').pluck('id');
    await db('webhook_events').whereIn('id', events).update({ applied_at: null });
    for (const webhookEventId of events.toReversed()) await applyStripeEvent(services, { webhookEventId });
    expect(await db('ledger_transactions').count()).toEqual(before);
    expect((await lettersOf('dispute-decided')).map(letter => letter.data.lost.wholesalerCents)).toEqual([0, 0]);
    expect(await soundness()).toEqual([]);
  });
});
