import {
  findLetter,
  type LetterRow,
  markLetterSent,
  noteLetterAttempt,
  refuseLetter,
} from '#backoffice/commerce/letter/index.ts';
import { isLetterKind, type LetterData, type LetterKind, renderLetter } from '#backoffice/mail/letters.ts';
import { ProviderFailure } from '#backoffice/providers/failure.ts';
import type { OutgoingLetter } from '#backoffice/providers/mail/mail.ts';
import type { Services } from '#backoffice/services.ts';
import { readDocument } from './make-document.ts';

/**
 * Sends a written letter. Cut off between the mail server's yes and our note, it goes out again under the same Message-ID, which
 * mail programs show once. A refused address ends it with the reason; anything else is tried again by the queue.
 */
export async function sendLetter(services: Services, { letterId }: { letterId: string }): Promise<void> {
  const letter = await findLetter(services.db, letterId);
  if (letter?.status !== 'queued') return;
  const { kind, data } = letter;
  if (!isLetterKind(kind)) throw new Error(`There is no letter of kind ${kind}`);
  const rendered = renderLetter(kind, data as LetterData<LetterKind>);
  const attachments = await attachmentsOf(services, letter);
  await noteLetterAttempt(services.db, letterId, services.now());
  try {
    await services.mail.send({
      messageId: letter.message_id,
      to: { name: letter.recipient_name, address: letter.recipient_address },
      ...rendered,
      attachments,
    });
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.kind !== 'refused') throw error;
    await refuseLetter(services.db, letterId, error.message, services.now());
    services.log.warn({ err: error, letterId }, 'the mail server refused a letter');
    return;
  }
  await markLetterSent(services.db, letterId, { subject: rendered.subject, at: services.now() });
}

async function attachmentsOf(services: Services, letter: LetterRow): Promise<OutgoingLetter['attachments']> {
  const document = documentOf(letter);
  if (!document) return [];
  const { content, contentType } = await readDocument(services, document.kind, document.subjectId);
  return [{ filename: document.filename, contentType, content }];
}

/** Which document goes with which letter. */
function documentOf(letter: LetterRow) {
  if (letter.kind === 'payout-receipt' && letter.payout_id)
    return {
      kind: 'payout_statement' as const,
      subjectId: letter.payout_id,
      filename: `${letter.data.payoutNumber}.pdf`,
    };
  if (letter.kind === 'invoice-issued' && letter.order_id)
    return { kind: 'invoice' as const, subjectId: letter.order_id, filename: `${letter.data.invoiceNumber}.pdf` };
  if (letter.kind === 'commission-invoice')
    return {
      kind: 'commission_invoice' as const,
      subjectId: String(letter.data.invoiceId),
      filename: `${letter.data.invoiceNumber}.pdf`,
    };
  return null;
}
