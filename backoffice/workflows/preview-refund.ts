import { readBalance } from '#backoffice/commerce/payout/index.ts';
import { type AskedRefund, lockRefundablePart } from '#backoffice/commerce/refund/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { planRefund } from './plan-refund.ts';

type Balance = Awaited<ReturnType<typeof readBalance>>;

export interface RefundPreview {
  currency: string;
  amountCents: number;
  platformCents: number;
  /** Every entry that will be posted, in plain words; cents without a sign. */
  effects: { account: string; words: string; amountCents: number }[];
  before: Balance;
  after: Balance;
  /** The available balance falls below zero: the next payouts are lowered until it is made up. */
  isNegativeAfter: boolean;
}

/** Every effect of a refund on the balances, posted by nobody: the same plan as the refund itself. */
export async function previewRefund(
  services: Services,
  request: { wholesalerOrderId: string; asked: AskedRefund | null; platformShareBp?: number },
): Promise<RefundPreview> {
  const now = services.now();
  return services.db.transaction(async trx => {
    const part = await lockRefundablePart(trx, request.wholesalerOrderId);
    if (!part) throw notFound('order');
    const plan = planRefund(part, request, now);
    const { wholesalerId: id, currency } = part;
    const before = await readBalance(trx, { id, currency, today: now.toISOString().slice(0, 10) });
    const falls = (kind: string) =>
      plan.entries.reduce((sum, entry) => sum + (entry.account.kind === kind ? entry.amountCents : 0), 0);
    const after = {
      ...before,
      pendingCents: before.pendingCents - falls('wholesaler_pending'),
      availableCents: before.availableCents - falls('wholesaler_payable'),
    };
    return {
      currency,
      amountCents: plan.amountCents,
      platformCents: plan.platformCents,
      effects: plan.entries
        .filter(entry => entry.amountCents !== 0)
        .map(({ account, amountCents }) => ({
          account: account.kind,
          words: WORDS[account.kind]!,
          amountCents: Math.abs(amountCents),
        })),
      before,
      after,
      isNegativeAfter: after.availableCents < 0,
    };
  });
}

const WORDS: Record<string, string> = {
  wholesaler_pending: 'The wholesaler’s pending balance falls by',
  wholesaler_payable: 'The wholesaler’s available balance falls by',
  commission_revenue: 'The platform gives back of its commission',
  tax_payable: 'Tax that is no longer owed',
  promotions: 'The platform takes back of its share of the discount',
  adjustments: 'The platform bears instead of the wholesaler',
  refunds_in_flight: 'The buyer gets back on the card: in flight until Stripe confirms',
  store_receivable: 'The store’s invoice is lowered by',
};
