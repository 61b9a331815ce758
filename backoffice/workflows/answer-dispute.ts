import { buffer } from 'node:stream/consumers';
import {
  type DisputeFile,
  listDisputeFiles,
  noteAnswerRefused,
  noteAnswerSent,
  noteFileSent,
  readAnswer,
} from '#backoffice/commerce/dispute/index.ts';
import { ProviderFailure } from '#backoffice/providers/failure.ts';
import type { Services } from '#backoffice/services.ts';
import { applyDispute } from './apply-dispute.ts';

/**
 * Queued: says to the processor what the desk decided. It looks before it speaks, every file and the answer have keys from our rows, and
 * what it hears is applied as its webhook will be: a crash anywhere is finished by the next try. A refusal goes back to the desk.
 */
export async function answerDispute(services: Services, { disputeId }: { disputeId: string }): Promise<void> {
  const { db, payments, now } = services;
  const answer = await readAnswer(db, disputeId);
  if (!answer.decision || answer.sentAt) return;
  const { stripe_dispute_id: stripeId } = await db('disputes').where({ id: disputeId }).first('stripe_dispute_id');
  try {
    const files = answer.decision === 'contested' ? await handIn(services, disputeId, answer.evidence.files) : {};
    const at = now();
    const dispute =
      answer.decision === 'accepted'
        ? await payments.acceptDispute(stripeId)
        : await payments.submitEvidence(stripeId, { texts: answer.evidence.texts, files }, String(answer.attempt));
    await db.transaction(async trx => {
      await noteAnswerSent(trx, disputeId, now());
      await applyDispute(trx, services, dispute, at);
    });
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.kind !== 'refused') throw error;
    services.log.error(
      { err: error, disputeId },
      'the processor refused the answer to a dispute: it waits for the desk',
    );
    await noteAnswerRefused(db, disputeId, error.message, now());
  }
}

/** Each file once, and noted as soon as the processor has it. */
async function handIn(
  services: Services,
  disputeId: string,
  wanted: Record<string, string>,
): Promise<Record<string, string>> {
  const files = await listDisputeFiles(services.db, { dispute_id: disputeId });
  const sent: Record<string, string> = {};
  for (const [field, id] of Object.entries(wanted)) {
    const file = files.find(one => one.id === id)!;
    sent[field] = file.stripeFileId ?? (await upload(services, file));
  }
  return sent;
}

async function upload(services: Services, { id, key, name, contentType }: DisputeFile): Promise<string> {
  const stored = await services.storage.get(key);
  if (!stored) throw new Error(`The file ${key} of a dispute is not in storage`);
  const content = await buffer(stored.body);
  const stripeFileId = await services.payments.uploadEvidence({ fileId: id, name, contentType, content });
  await noteFileSent(services.db, id, stripeFileId);
  return stripeFileId;
}
