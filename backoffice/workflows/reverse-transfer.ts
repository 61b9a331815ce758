import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { formatMoney } from '#backoffice/commerce/money.ts';
import {
  decideReversal,
  findReversal,
  insertReversal,
  type Reversal,
  type ReversiblePayout,
  readBalance,
  readReversible,
} from '#backoffice/commerce/payout/index.ts';
import { conflict, forbidden, notFound, type Reason, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import { ProviderFailure } from '#backoffice/providers/failure.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import type { Effects } from './effects.ts';
import { sendReversal } from './send-reversal.ts';

type Person = Actor & { userId: string };
interface Asked {
  payoutId: string;
  /** Null: all that has not come back yet. */
  amountCents: number | null;
}

/** What taking money of a payout back would do to the wholesaler’s balance and its next payout. */
export async function previewReversal(services: Services, asked: Asked): Promise<Effects> {
  const payout = await reversible(services.db, asked.payoutId);
  const amountCents = amountOf(payout, asked);
  const { currency, wholesaler_id: id } = payout;
  const heldCents = await heldAtStripe(services, payout);
  const today = services.now().toISOString().slice(0, 10);
  const { availableCents, pendingCents, reserveCents } = await readBalance(services.db, { id, currency, today });
  const afterCents = availableCents + amountCents;
  const money = (cents: number) => formatMoney(cents, currency);
  return {
    ...{ currency, amountCents },
    facts: [
      { label: 'Payout', value: `${payout.number} to ${payout.wholesalerName}` },
      { label: 'Transferred', value: money(payout.amount_cents) },
      ...(payout.backCents > 0 ? [{ label: 'Came back before', value: money(payout.backCents) }] : []),
      { label: 'On its Stripe account now', value: heldCents === null ? 'Stripe does not say' : money(heldCents) },
    ],
    booked: [
      { words: 'Our balance at Stripe rises by', amountCents },
      { words: 'The wholesaler’s available balance rises by: we owe it this again', amountCents },
    ],
    balanceOf: `${payout.wholesalerName}’s balance`,
    balances: [
      { label: 'Pending', beforeCents: pendingCents, afterCents: pendingCents },
      { label: 'Available', beforeCents: availableCents, afterCents },
      { label: 'Reserve', beforeCents: reserveCents, afterCents: reserveCents },
      {
        label: 'It owes the platform',
        beforeCents: Math.max(0, -availableCents),
        afterCents: Math.max(0, -afterCents),
      },
      {
        label: 'Next payout',
        beforeCents: nextPayout(payout, availableCents),
        afterCents: nextPayout(payout, afterCents),
      },
    ],
    notes: notesOn(services, payout, { amountCents, afterCents, heldCents }),
  };
}

/**
 * Writes down what finance takes back and then asks Stripe for it, at once or, above the limit for one person, when a second one agrees. The
 * same request key twice is one reversal.
 */
export async function reverseTransfer(
  services: Services,
  request: Asked & { reason: string; requestKey: string; actor: Person },
): Promise<Reversal> {
  const reason = request.reason.trim();
  if (!reason)
    refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say why: the wholesaler reads it' }]);
  const written = await services.db.transaction(trx => write(trx, services, { ...request, reason }));
  if (written.status === 'pending') await sendReversal(services, written.id);
  return (await findReversal(services.db, { id: written.id }))!;
}

/** The second person agrees, and Stripe is asked; or declines, and nothing happens. */
export async function decideOnReversal(
  services: Services,
  { id, isApproved, actor }: { id: string; isApproved: boolean; actor: Person },
): Promise<Reversal> {
  const reversal = await findReversal(services.db, { id });
  if (!reversal) throw notFound('reversal');
  if (isApproved && reversal.requested_by === actor.userId)
    throw forbidden('Another person has to release what you asked for');
  await services.db.transaction(async trx => {
    if (!(await decideReversal(trx, { id, isApproved, decidedBy: actor.userId, at: services.now() })))
      throw conflict('not_awaiting', `This is ${reversal.status.replaceAll('_', ' ')}: there is nothing to decide`);
    await writeAudit(trx, {
      ...{ actor, action: isApproved ? 'release.reversal' : 'decline.reversal', table: 'transfer_reversals', id },
      before: { status: 'awaiting_release' },
      after: { status: isApproved ? 'pending' : 'declined', amountCents: reversal.amount_cents },
    });
  });
  if (isApproved) await sendReversal(services, id);
  return (await findReversal(services.db, { id }))!;
}

async function write(
  trx: Db,
  services: Services,
  request: Asked & { reason: string; requestKey: string; actor: Person },
): Promise<Reversal> {
  const payout = await reversible(trx, request.payoutId, true);
  const first = await findReversal(trx, { request_key: request.requestKey });
  if (first) return first;
  const amountCents = amountOf(payout, request);
  const status = isLarge(services, amountCents) ? ('awaiting_release' as const) : ('pending' as const);
  const { reason, requestKey, actor } = request;
  const reversal = await insertReversal(trx, {
    ...{ payout, status, amountCents, reason, requestKey, requestedBy: actor.userId, at: services.now() },
  });
  await writeAudit(trx, {
    ...{ actor, action: 'reverse.payout', table: 'payouts', id: payout.id, reason },
    before: { backCents: payout.backCents },
    after: { status, amountCents, currency: payout.currency, reversalId: reversal.id },
  });
  return reversal;
}

async function reversible(db: Db, payoutId: string, isLocked = false): Promise<ReversiblePayout> {
  const payout = await readReversible(db, payoutId, isLocked);
  if (!payout) throw notFound('payout');
  if (payout.status !== 'sent')
    throw conflict('not_sent', `This payout is ${payout.status}: nothing of it has arrived yet`);
  return payout;
}

function amountOf(payout: ReversiblePayout, { amountCents }: Asked): number {
  const leftCents = payout.amount_cents - payout.backCents - payout.askedCents;
  const wanted = amountCents ?? leftCents;
  const reasons: Reason[] = [];
  if (!Number.isSafeInteger(wanted) || wanted < 0 || amountCents === 0)
    reasons.push({ code: 'amount_missing', subject: 'amountCents', message: 'Enter an amount above zero' });
  else if (wanted > leftCents || leftCents === 0)
    reasons.push({
      ...{ code: 'above_transfer', subject: 'amountCents' },
      message:
        leftCents === 0
          ? 'All of this transfer has come back, or is asked for already'
          : `Only ${formatMoney(leftCents, payout.currency)} of this transfer can still be taken back`,
    });
  refuseIfAny(reasons);
  return wanted;
}

const isLarge = ({ settings }: Services, amountCents: number): boolean =>
  settings.payoutReleaseAboveCents !== null && amountCents > settings.payoutReleaseAboveCents;

const nextPayout = ({ isPayable, minimumPayoutCents }: ReversiblePayout, availableCents: number): number =>
  isPayable && availableCents > 0 && availableCents >= minimumPayoutCents ? availableCents : 0;

/** Null: Stripe gives no answer, and the preview says so. It is read again when the money is taken, by Stripe itself. */
async function heldAtStripe(services: Services, payout: ReversiblePayout): Promise<number | null> {
  try {
    const held = await services.transfers.heldByAccount(payout.stripe_account_id);
    return held.get(payout.currency) ?? 0;
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    services.log.warn({ err: error, payoutId: payout.id }, 'what an account at Stripe holds could not be read');
    return null;
  }
}

function notesOn(
  services: Services,
  payout: ReversiblePayout,
  { amountCents, afterCents, heldCents }: { amountCents: number; afterCents: number; heldCents: number | null },
): string[] {
  const { currency, wholesalerName } = payout;
  const notes = [
    heldCents !== null && heldCents < amountCents
      ? `${wholesalerName}’s account at Stripe holds ${formatMoney(heldCents, currency)}, less than this: Stripe refuses it, and nothing is taken or booked. Ask for no more than that, or charge the rest with an adjustment, so that the next payouts make it up.`
      : 'Stripe takes it from what stands on the wholesaler’s account there. If that is too little by then it refuses, and nothing changes.',
    'When it was taken, the wholesaler gets a letter with the reason.',
  ];
  if (afterCents > 0 && payout.isPayable)
    notes.push(
      'The balance is above zero then, so the next payout sends it to the wholesaler again: pause its payouts, or charge it with an adjustment, if it shall stay here.',
    );
  if (isLarge(services, amountCents))
    notes.push('This is above the limit for one person: nothing is taken until somebody else releases it.');
  return notes;
}
