import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { readPdf } from '#backoffice/documents/read-pdf.ts';
import { createSmtpMail } from '#backoffice/providers/mail/smtp-mail.ts';
import { createS3Storage } from '#backoffice/providers/storage/s3-storage.ts';
import type { Services } from '#backoffice/services.ts';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { startMailbox } from '../../docker/stand-ins/mail/mailbox.ts';
import { startS3 } from '../../docker/stand-ins/s3/index.ts';
import { makeDocument, readDocument } from './make-document.ts';
import { payOutWholesalers } from './pay-out-wholesalers.ts';
import { clearPayouts, earn, FIRST_NIGHT, payoutRig } from './payouts.testing.ts';
import { sendLetter } from './send-letter.ts';

const db = await testDatabase();
await plantWorld(db);
const mailbox = await startMailbox();
const s3 = await startS3({ port: 0, folder: mkdtempSync(`${tmpdir()}/s3-`), bucket: 'stackr' });
const mail = createSmtpMail({ url: mailbox.url, from: 'Stackr <hello@stackr.example>', timeoutMs: 3_000 });
const storage = createS3Storage({ ...s3, region: 'auto', bucket: 'stackr', timeoutMs: 15_000 });
afterAll(async () => {
  mail.close();
  storage.close();
  await mailbox.stop();
  await s3.stop();
});

let services: Services;
beforeEach(async () => {
  await clearPayouts(db);
  services = { ...(await payoutRig(db)).services, mail, storage };
});

const write = (address = 'anna@example.org', cause = 'verify:1') =>
  db.transaction(trx =>
    writeLetter(trx, services.queue, {
      kind: 'welcome',
      dedupeKey: cause,
      to: { name: 'Anna', address },
      data: { role: 'customer', startUrl: 'https://stackr.test/' },
    }),
  );
const letter = (id: string | null) => db('letters').where({ id }).first();

describe('a letter', () => {
  it('is written once for its cause', async () => {
    expect([await write(), await write()]).toEqual([expect.any(String), null]);
  });

  it('is sent once, under its own Message-ID', async () => {
    const id = await write();
    await sendLetter(services, { letterId: id! });
    await sendLetter(services, { letterId: id! });
    const sent = await letter(id);
    expect(sent).toMatchObject({ status: 'sent', attempts: 1, subject: expect.any(String) });
    const received = mailbox.letters.filter(one => one.messageId === `<${sent.message_id}>`);
    expect(received).toHaveLength(1);
  });

  it('whose answer was lost goes out again under the same Message-ID', async () => {
    const id = await write();
    mailbox.script({ kind: 'cut' });
    await expect(sendLetter(services, { letterId: id! })).rejects.toThrow();
    expect(await letter(id)).toMatchObject({ status: 'queued', attempts: 1 });
    await sendLetter(services, { letterId: id! });
    expect(await letter(id)).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('to a refused address ends with the reason', async () => {
    const id = await write('nobody@example.org', 'verify:2');
    mailbox.script({ kind: 'refuse', at: 'recipient' });
    await sendLetter(services, { letterId: id! });
    expect(await letter(id)).toMatchObject({ status: 'failed', last_error: expect.any(String) });
  });
});

describe('a payout', () => {
  it('has a statement as PDF and CSV, and its receipt carries it', async () => {
    await earn(db, WORLD.wholesalers.roastery, 7_500);
    await earn(db, WORLD.wholesalers.roastery, -690);
    await payOutWholesalers(services, { date: FIRST_NIGHT, requestedBy: null });
    const payout = await db('payouts').first();
    const receipt = await db('letters').where({ kind: 'payout-receipt' }).first();
    await sendLetter(services, { letterId: receipt.id });
    const received = await mailbox.letterTo('hello@roastery.example');
    expect(received.subject).toBe(`Payout ${payout.number}: €68.10`);
    const [attached] = received.attachments;
    expect(attached).toMatchObject({ filename: `${payout.number}.pdf`, contentType: 'application/pdf' });
    const { text } = await readPdf(attached!.content);
    expect(text).toContain('€68.10');
    await makeDocument(services, { kind: 'payout_statement', subjectId: payout.id });
    const csv = (await readDocument(services, 'payout_statement_csv', payout.id)).content.toString();
    expect(csv).toContain('-6.90');
    expect(await db('documents').orderBy('kind').pluck('kind')).toEqual(['payout_statement', 'payout_statement_csv']);
    const files = await db('files').select('key', 'byte_size', 'is_public');
    expect(files.every(file => file.byte_size > 0 && !file.is_public)).toBe(true);
  });
});

describe('an order', () => {
  it('has its packing slips and its invoice, made once', async () => {
    const order = await plantPlacedOrder(db, [
      {
        wholesalerId: WORLD.wholesalers.roastery,
        lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 2, unitPriceCents: 990 }],
      },
      {
        wholesalerId: WORLD.wholesalers.pottery,
        lines: [{ variantId: WORLD.variants.mugSand, quantity: 1, unitPriceCents: 2400 }],
      },
    ]);
    const slip = await readDocument(services, 'packing_slip', order.parts[0]!.id);
    expect((await readPdf(slip.content)).text).toMatch(/ESP-250[\s\S]*Lindenweg 3|Lindenweg 3[\s\S]*ESP-250/);
    const invoice = await readDocument(services, 'invoice', order.orderId);
    expect((await readPdf(invoice.content)).text).toContain('€55.60');
    const again = await readDocument(services, 'invoice', order.orderId);
    expect(again.content.equals(invoice.content)).toBe(true);
  });
});
