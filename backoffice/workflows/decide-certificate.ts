import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import {
  type DecidedCertificate,
  decideCertificateRow,
  listMembers,
  renewExemption,
} from '#backoffice/commerce/store/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { isIllegalStep } from './illegal-step.ts';

export interface CertificateRequest {
  certificateId: string;
  decision: 'accept' | 'reject' | 'withdraw';
  reason?: string | undefined;
  actor: Actor & { userId: string };
}

const STATUS = { accept: 'accepted', reject: 'rejected', withdraw: 'withdrawn' } as const;

/** Accepted, the store is exempt from tax until the day the certificate ends; withdrawn, until the next one does, or no longer. */
export async function decideCertificate(
  services: Services,
  { certificateId, decision, reason, actor }: CertificateRequest,
): Promise<{ exemptUntil: string | null }> {
  const words = reason?.trim() || null;
  if (decision !== 'accept' && !words)
    refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say why: the store reads it' }]);
  const at = services.now();
  try {
    return await services.db.transaction(async trx => {
      const status = STATUS[decision];
      const decided = await decideCertificateRow(
        trx,
        certificateId,
        { status, reason: words, decidedBy: actor.userId },
        at,
      );
      if (!decided) throw notFound('certificate');
      if (decided.before.status === status) throw conflict('already_decided', `This certificate is ${status} already`);
      const store = await renewExemption(trx, decided.after.store_id, at);
      const exemptUntil = store.until;
      await writeAudit(trx, {
        actor,
        action: `${decision}.certificate`,
        table: 'tax_certificates',
        id: certificateId,
        before: { status: decided.before.status },
        after: { status, exemptUntil },
        reason: words,
      });
      await tellOwners(services, trx, {
        certificate: decided.after,
        storeName: store.name,
        decision: status,
        reason: words,
        exemptUntil,
      });
      return { exemptUntil };
    });
  } catch (error) {
    if (isIllegalStep(error)) throw conflict('wrong_status', 'This certificate was decided already');
    throw error;
  }
}

interface Told {
  certificate: DecidedCertificate;
  storeName: string;
  decision: 'accepted' | 'rejected' | 'withdrawn';
  reason: string | null;
  exemptUntil: string | null;
}

async function tellOwners(services: Services, trx: Db, { certificate, ...told }: Told): Promise<void> {
  const members = await listMembers(trx, certificate.store_id);
  for (const owner of members.filter(member => member.memberRole === 'owner'))
    await writeLetter(trx, services.queue, {
      kind: 'certificate-decided',
      dedupeKey: `certificate:${certificate.id}:${told.decision}:${owner.id}`,
      to: { name: owner.name, address: owner.email },
      userId: owner.id,
      data: {
        ...told,
        number: certificate.number,
        certificatesUrl: `${services.settings.publicUrl}/account/certificates`,
      },
    });
}
