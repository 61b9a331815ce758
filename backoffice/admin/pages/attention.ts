import {
  type Attention,
  type AttentionKind,
  countAttention,
  listAttention,
} from '#backoffice/commerce/attention/index.ts';
import { reasonWords } from '#backoffice/commerce/dispute/index.ts';
import { sayRefundFailure } from '#backoffice/commerce/refund/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { AttentionData } from '../components/attention.tsx';
import type { Viewer } from '../viewer.ts';

const SHOWN = 200;

/** Everything of finance's that waits for a person, by what it is. With count only the number is read, for the menu. */
export async function readAttentionPage(
  { db, now }: Services,
  viewer: Viewer,
  query: Record<string, unknown>,
): Promise<AttentionData> {
  if (viewer.role === 'wholesaler') return { isYours: false, count: 0, groups: [] };
  if (query.only === 'count') return { isYours: true, count: await countAttention(db), groups: [] };
  const { items, count } = await listAttention(db, SHOWN);
  const byKind = Map.groupBy(items, item => item.kind);
  const at = now().getTime();
  const groups = (Object.keys(KINDS) as AttentionKind[]).flatMap(kind => {
    const found = byKind.get(kind);
    const { title, help } = KINDS[kind];
    return found ? [{ kind, title, help, rows: found.map(item => rowOf(item, at)) }] : [];
  });
  return { isYours: true, count, groups };
}

function rowOf(item: Attention, at: number): AttentionData['groups'][number]['rows'][number] {
  const { kind, table, id, subject, party, currency, amountCents, since, detail, dueAt } = item;
  return {
    ...{ id, subject, party, currency, amountCents },
    href: `/admin/resources/${table}/records/${id}/show`,
    why: KINDS[kind].why(detail),
    dueAt: dueAt?.toISOString() ?? null,
    since: since.toISOString(),
    days: Math.max(0, Math.floor((at - since.getTime()) / 86_400_000)),
  };
}

interface Words {
  title: string;
  /** What a person does about it. */
  help: string;
  why: (detail: string | null) => string;
}

const given = (otherwise: string) => (detail: string | null) => detail ?? otherwise;

/** In the order of the page: what the buyer waits for first. */
const KINDS: Record<AttentionKind, Words> = {
  refund_failed: {
    title: 'Refunds that failed',
    help: 'Try it again; if the card is gone, pay the buyer from the bank account and note it with “Paid by bank”.',
    why: sayRefundFailure,
  },
  bank_refund_proposed: {
    title: 'Refunds paid by bank, for a second person',
    help: 'Look at the bank’s statement, then agree or decline.',
    why: given('Somebody says that it was paid.'),
  },
  dispute_to_answer: {
    title: 'Disputes to answer',
    help: 'Who does not answer loses. What we know is gathered already: look at it, and send it to the bank or accept the loss.',
    why: detail => reasonWords(detail ?? '').says,
  },
  payout_failed: {
    title: 'Payouts that failed',
    help: 'Tried again by itself every night; “Try again” does it now.',
    why: given('Stripe refused the transfer.'),
  },
  payout_held: {
    title: 'Payouts on hold',
    help: 'Goes on by itself once the wholesaler can be paid to the same account; otherwise look at what changed, then release it.',
    why: given('The wholesaler could not be paid.'),
  },
  reversal_awaits_release: {
    title: 'Money to take back, for a second person',
    help: 'Look at the reason, then release or decline.',
    why: given('Above the limit for one person.'),
  },
  reversal_unanswered: {
    title: 'Money to take back, without an answer',
    help: 'Looked up by itself every few minutes. If it stays, look at the payout in Stripe’s dashboard.',
    why: given('Stripe has not answered yet.'),
  },
  transfer_reversed: {
    title: 'Transfers that came back',
    help: 'The next payout pays it again; ask Stripe why it was reversed before that, and pause the wholesaler’s payouts if need be.',
    why: () => 'Reversed at Stripe, not by us: the wholesaler is owed it again.',
  },
  bank_payout_failed: {
    title: 'Banks that sent money back',
    help: 'The money waits on the wholesaler’s account at Stripe. The wholesaler was told; it has to correct its bank account there.',
    why: given('The wholesaler’s bank did not take the money.'),
  },
  credit_payout_proposed: {
    title: 'Credit paid out by bank, for a second person',
    help: 'Look at the bank’s statement, then agree or decline.',
    why: given('Somebody says that it was paid.'),
  },
  credit_unused: {
    title: 'Credit of stores',
    help: 'It settles the store’s next invoice by itself. If the store asks for the money, send it from the bank account and note it with “Pay out credit”.',
    why: () => 'Nothing is open that it could settle.',
  },
  account_restricted: {
    title: 'Accounts that Stripe has restricted',
    help: 'The wholesaler sees what Stripe asks for on its balance page. Nothing is paid out until it has answered.',
    why: detail =>
      detail ? `Stripe says: ${detail.replace('.', ': ').replaceAll('_', ' ')}.` : 'Payouts are not enabled.',
  },
};
