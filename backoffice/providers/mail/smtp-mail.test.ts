import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen } from '../../../docker/stand-ins/listen.ts';
import { type Mailbox, startMailbox } from '../../../docker/stand-ins/mail/mailbox.ts';
import type { OutgoingLetter } from './mail.ts';
import { createSmtpMail, type SmtpMail } from './smtp-mail.ts';

let mailbox: Mailbox;
let mail: SmtpMail;
beforeAll(async () => {
  mailbox = await startMailbox();
  mail = createSmtpMail({ url: mailbox.url, from: 'Stackr <hello@stackr.example>', timeoutMs: 2_000 });
});
afterAll(async () => {
  mail.close();
  await mailbox.stop();
});

const letter = (address: string): OutgoingLetter => ({
  messageId: `${address.replace('@', '.')}@stackr.example`,
  to: { name: 'Zoë Grün', address },
  subject: 'Your order SO-1001 · 12,90 €',
  text: 'Thank you.',
  html: '<p>Thank you.</p>',
  attachments: [{ filename: 'invoice.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7') }],
});

it('a letter arrives whole', async () => {
  const arriving = mailbox.letterTo('zoe@example.com');
  await mail.send(letter('zoe@example.com'));
  const arrived = await arriving;
  expect(arrived).toMatchObject({
    subject: 'Your order SO-1001 · 12,90 €',
    messageId: '<zoe.example.com@stackr.example>',
    html: '<p>Thank you.</p>',
    from: { text: '"Stackr" <hello@stackr.example>' },
  });
  expect(arrived.text?.trim()).toBe('Thank you.');
  expect(arrived.attachments.map(one => [one.filename, one.content.toString()])).toEqual([['invoice.pdf', '%PDF-1.7']]);
});

it('a header cannot be smuggled in through a subject', async () => {
  await mail.send({ ...letter('eve@example.com'), subject: 'Hello\r\nBcc: all@example.com' });
  expect((await mailbox.letterTo('eve@example.com')).bcc).toBeUndefined();
});

it.each([
  [{ kind: 'refuse', at: 'recipient' }, 'refused', 'smtp_550'],
  [{ kind: 'refuse', at: 'data' }, 'refused', 'smtp_550'],
  [{ kind: 'busy', at: 'recipient' }, 'busy', 'smtp_451'],
  [{ kind: 'busy', at: 'data' }, 'busy', 'smtp_451'],
  [{ kind: 'cut' }, 'unknown', expect.any(String)],
] as const)('%o is %s', async (mishap, kind, code) => {
  mailbox.script(mishap);
  await expect(mail.send(letter('ada@example.com'))).rejects.toMatchObject({ provider: 'smtp', kind, code });
  expect(mailbox.letters.some(one => JSON.stringify(one.to).includes('ada@example.com'))).toBe(false);
});

it('a server that falls silent in the letter may have taken it', async () => {
  const impatient = createSmtpMail({ url: mailbox.url, from: 'hello@stackr.example', timeoutMs: 500 });
  mailbox.script({ kind: 'hang' });
  await expect(impatient.send(letter('bo@example.com'))).rejects.toMatchObject({ kind: 'unknown' });
  mailbox.release();
  expect((await mailbox.letterTo('bo@example.com')).subject).toContain('SO-1001');
  impatient.close();
});

it('a mail server that is down is busy: nothing was sent', async () => {
  const gone = await listen(0, {});
  await gone.stop();
  const nobody = createSmtpMail({ url: `smtp://127.0.0.1:${gone.port}`, from: 'a@stackr.example', timeoutMs: 500 });
  await expect(nobody.send(letter('zoe@example.com'))).rejects.toMatchObject({ kind: 'busy' });
  nobody.close();
});
