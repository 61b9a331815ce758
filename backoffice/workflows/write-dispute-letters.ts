import {
  type DisputedPart,
  listDesk,
  listDisputedParts,
  type OpenDispute,
  reasonWords,
} from '#backoffice/commerce/dispute/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { wholesalerRecipient } from '#backoffice/commerce/wholesaler/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

const OUTCOMES: Record<string, 'won' | 'lost' | 'closed'> = {
  won: 'won',
  lost: 'lost',
  warning_closed: 'closed',
  prevented: 'closed',
};

/** Each wholesaler in it hears once that a dispute opened, and once how it ended; finance hears at its opening. */
export async function writeDisputeLetters(trx: Db, services: Services, dispute: OpenDispute): Promise<void> {
  const outcome = OUTCOMES[dispute.status];
  const parts = await listDisputedParts(trx, { disputeId: dispute.id });
  for (const part of parts) {
    const to = await wholesalerRecipient(trx, part.wholesalerId);
    const about = {
      ...{ wholesalerName: part.wholesalerName, orderNumber: part.number, currency: part.currency },
      disputeUrl: `${services.settings.publicUrl}/admin/resources/dispute_parts/records/${part.id}/show`,
    };
    const addressed = { to: { name: to.name, address: to.address }, userId: to.userId };
    if (outcome) await tellEnd(trx, services, part, { outcome, about, addressed });
    else
      await writeLetter(trx, services.queue, {
        kind: 'dispute-opened',
        dedupeKey: `dispute-part:${part.id}:opened`,
        ...addressed,
        data: {
          ...{ ...about, ...reasonWords(dispute.reason), frozenCents: Math.max(0, part.frozenCents) },
          answerBy: dispute.evidenceDueAt?.toISOString() ?? null,
        },
      });
  }
  if (dispute.stage === 'to_answer') await writeToDesk(trx, services, dispute, { isReminder: false });
}

async function tellEnd(
  trx: Db,
  services: Services,
  part: DisputedPart,
  {
    outcome,
    about,
    addressed,
  }: {
    outcome: 'won' | 'lost' | 'closed';
    about: { wholesalerName: string; orderNumber: string; currency: string; disputeUrl: string };
    addressed: { to: { name: string; address: string }; userId: string | null };
  },
): Promise<void> {
  // Lost with nothing left of this order: it is none of this wholesaler's loss.
  if (outcome === 'lost' && !part.lost) return;
  await writeLetter(trx, services.queue, {
    kind: 'dispute-decided',
    dedupeKey: `dispute-part:${part.id}:${outcome}`,
    ...addressed,
    data: { ...about, outcome, freedCents: outcome === 'lost' ? 0 : Math.max(0, part.frozenCents), lost: part.lost },
  });
}

/** To everyone at the desk, each once. Answers how many were written. */
export async function writeToDesk(
  trx: Db,
  services: Services,
  dispute: OpenDispute,
  { isReminder }: { isReminder: boolean },
): Promise<number> {
  let written = 0;
  for (const person of await listDesk(trx)) {
    const letterId = await writeLetter(trx, services.queue, {
      kind: 'dispute-to-answer',
      dedupeKey: `dispute:${dispute.id}:${isReminder ? 'reminder' : 'opened'}:${person.id}`,
      to: { name: person.name, address: person.email },
      userId: person.id,
      data: {
        ...{ orderNumber: dispute.orderNumber, says: reasonWords(dispute.reason).says, isReminder },
        ...{ currency: dispute.currency, amountCents: dispute.amountCents },
        disputeUrl: `${services.settings.publicUrl}/admin/resources/disputes/records/${dispute.id}/show`,
        answerBy: dispute.evidenceDueAt?.toISOString() ?? null,
      },
    });
    if (letterId) written += 1;
  }
  return written;
}
