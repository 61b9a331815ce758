import type Stripe from 'stripe';
import { ProviderFailure } from '../failure.ts';
import { asked, ONE_TRY } from '../stripe-client.ts';
import type { Dispute, Disputes } from './disputes.ts';

/** Uploads go to files.stripe.com, or where the client was pointed instead. */
export function createStripeDisputes(stripe: Stripe): Disputes {
  const read = async (disputeId: string) => readDispute(await asked(() => stripe.disputes.retrieve(disputeId)));

  /** Looks first, and again after a refusal: what was meant may have happened in a try whose answer was lost. */
  async function answerOnce(disputeId: string, answer: () => Promise<Stripe.Dispute>): Promise<Dispute> {
    const before = await read(disputeId);
    if (!waitsForAnswer(before)) return before;
    try {
      return readDispute(await asked(answer));
    } catch (error) {
      if (!(error instanceof ProviderFailure) || error.kind !== 'refused') throw error;
      const now = await read(disputeId);
      if (waitsForAnswer(now)) throw error;
      return now;
    }
  }

  return {
    readDispute: read,

    async uploadEvidence({ fileId, name, contentType, content }) {
      const file = { data: content, name, type: contentType };
      const key = { idempotencyKey: `dispute_file_${fileId}` };
      return (await asked(() => stripe.files.create({ purpose: 'dispute_evidence', file }, key))).id;
    },

    submitEvidence: (disputeId, { texts, files }, key) =>
      answerOnce(disputeId, () =>
        stripe.disputes.update(
          disputeId,
          { evidence: { ...texts, ...files }, submit: true },
          { idempotencyKey: `dispute_${disputeId}_${key}`, ...ONE_TRY },
        ),
      ),

    acceptDispute: disputeId =>
      answerOnce(disputeId, () =>
        stripe.disputes.close(disputeId, {}, { idempotencyKey: `dispute_${disputeId}_accepted`, ...ONE_TRY }),
      ),
  };
}

const waitsForAnswer = ({ status }: Dispute) => status === 'needs_response' || status === 'warning_needs_response';

function readDispute(dispute: Stripe.Dispute): Dispute {
  const { due_by: dueBy } = dispute.evidence_details;
  return {
    id: dispute.id,
    chargeId: typeof dispute.charge === 'string' ? dispute.charge : dispute.charge.id,
    status: dispute.status,
    reason: dispute.reason,
    currency: dispute.currency.toUpperCase(),
    amountCents: dispute.amount,
    openedAt: new Date(dispute.created * 1000),
    evidenceDueAt: dueBy ? new Date(dueBy * 1000) : null,
    movements: dispute.balance_transactions.map(({ id, currency, amount, fee }) => ({
      id,
      currency: currency.toUpperCase(),
      amountCents: amount,
      feeCents: fee,
    })),
  };
}
