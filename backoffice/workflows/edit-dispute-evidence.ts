import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import {
  type EvidenceFields,
  findDisputePart,
  insertDisputeFile,
  insertDisputeMessage,
  keepEdits,
  listDisputeFiles,
  lockDispute,
  readAnswer,
} from '#backoffice/commerce/dispute/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { safeName, storePrivateFile } from './store-private-file.ts';

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_FILES = 40;

interface Given {
  fileName: string;
  content: Buffer;
}

/** What the desk writes in place of what was gathered; an empty word leaves a field out. Nothing changes after the decision. */
export async function editDisputeEvidence(
  services: Services,
  { disputeId, actor, ...change }: EvidenceFields & { disputeId: string; actor: Actor },
): Promise<void> {
  await services.db.transaction(async trx => {
    await lockOpen(trx, disputeId);
    const known = new Set((await listDisputeFiles(trx, { dispute_id: disputeId })).map(file => file.id));
    if (Object.values(change.files).some(id => id && !known.has(id))) throw notFound('file of this dispute');
    const { evidence: before } = await readAnswer(trx, disputeId);
    if (!(await keepEdits(trx, disputeId, change, services.now()))) throw decided();
    const { evidence: after } = await readAnswer(trx, disputeId);
    await writeAudit(trx, { actor, action: 'edit.dispute_evidence', table: 'disputes', id: disputeId, before, after });
  });
}

/** A file of the desk's own, into the place it is for. */
export async function addDisputeFile(
  services: Services,
  { disputeId, field, actor, ...given }: Given & { disputeId: string; field: string; actor: Actor },
): Promise<void> {
  const file = await stored(services, disputeId, given);
  const id = await services.db.transaction(async trx => {
    await lockOpen(trx, disputeId);
    return keepFile(trx, { disputeId, partId: null, actor, ...file });
  });
  await editDisputeEvidence(services, { disputeId, texts: {}, files: { [field]: id }, actor });
}

/** What a wholesaler knows of its disputed order: words, a file, or both. A file goes where none is yet; the desk decides what is used. */
export async function tellDisputeDesk(
  services: Services,
  {
    partId,
    wholesalerId,
    message,
    file,
    actor,
  }: {
    partId: string;
    wholesalerId: string;
    message: string;
    file: (Given & { field: string }) | null;
    actor: Actor;
  },
): Promise<void> {
  if (!message.trim() && !file)
    refuseIfAny([{ code: 'nothing_said', subject: 'message', message: 'Write something or choose a file' }]);
  const part = await findDisputePart(services.db, { id: partId, wholesalerId });
  if (!part) throw notFound('disputed order');
  const kept = file && (await stored(services, part.disputeId, file));
  await services.db.transaction(async trx => {
    await lockOpen(trx, part.disputeId);
    if (message.trim())
      await insertDisputeMessage(trx, {
        partId,
        authorId: actor.userId!,
        body: message.trim().slice(0, 5_000),
        at: services.now(),
      });
    if (kept) {
      const id = await keepFile(trx, { disputeId: part.disputeId, partId, actor, ...kept });
      const { evidence, decision } = await readAnswer(trx, part.disputeId);
      if (!decision && !evidence.files[file.field])
        await keepEdits(trx, part.disputeId, { texts: {}, files: { [file.field]: id } }, services.now());
    }
    await writeAudit(trx, {
      ...{ actor, action: 'tell.dispute_desk', table: 'dispute_parts', id: partId },
      after: { message: message.trim(), file: kept?.name ?? null },
    });
  });
}

async function stored(services: Services, disputeId: string, { fileName, content }: Given) {
  const file = await storePrivateFile(services, { folder: `disputes/${disputeId}`, content, mostBytes: MOST_BYTES });
  return { file, name: safeName(fileName, file.key) };
}

async function keepFile(
  trx: Db,
  given: Omit<Parameters<typeof insertDisputeFile>[1], 'uploadedBy'> & { actor: Actor },
): Promise<string> {
  if ((await listDisputeFiles(trx, { dispute_id: given.disputeId })).length >= MOST_FILES)
    refuseIfAny([{ code: 'too_many', subject: 'file', message: `A dispute keeps ${MOST_FILES} files at most` }]);
  return insertDisputeFile(trx, { ...given, uploadedBy: given.actor.userId });
}

async function lockOpen(trx: Db, disputeId: string): Promise<void> {
  const dispute = await lockDispute(trx, { id: disputeId });
  if (!dispute) throw notFound('dispute');
  if (dispute.stage !== 'to_answer') throw decided();
}

const decided = () => conflict('answered', 'The bank has our answer, or has decided: nothing can be added any more');
