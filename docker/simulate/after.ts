import type { OrderView } from '../../backoffice/http/contract.ts';
import type { MadeOrder } from './buy.ts';
import { type Day, inTurn } from './day.ts';
import type { Fate } from './plan.ts';
import { asked, readOrder } from './read-order.ts';
import { until } from './until.ts';

const withFate = (orders: MadeOrder[], fate: Fate) => orders.filter(made => made.planned.fate === fate);

/** Before anything is shipped: the buyer changes their mind, a wholesaler cannot deliver. */
export async function cancelAndReject(day: Day, orders: MadeOrder[]): Promise<void> {
  await inTurn(withFate(orders, 'cancelled_by_buyer'), async made => {
    await made.buyer.visitor.call('cancelOrder', {
      ...asked(made),
      body: { reason: 'Ordered the wrong thing' },
      key: `simulate-${day.run}-cancel-${made.number}`,
    });
    await refunded(day, made, order => order.totalCents);
    day.note('cancelled by the buyer');
  });
  await inTurn(withFate(orders, 'rejected_by_wholesaler'), async made => {
    const part = (await readOrder(made)).parts[0]!;
    await day.people.wholesalers.get(part.wholesaler.slug)!.call('rejectOrder', {
      params: { id: part.id },
      body: { reason: 'Broken in the warehouse' },
      key: `simulate-${day.run}-reject-${part.id}`,
    });
    await refunded(day, made, () => part.totalCents);
    day.note('rejected by a wholesaler');
  });
}

/** One unit of the first delivered part comes back. */
export async function returnGoods(day: Day, orders: MadeOrder[]): Promise<void> {
  await inTurn(withFate(orders, 'returned'), async made => {
    const part = (await readOrder(made)).parts.find(one => one.canReturn);
    if (!part) throw new Error(`Nothing of ${made.number} can be returned, though all of it has arrived`);
    const { number } = await made.buyer.visitor.call('requestReturn', {
      ...asked(made),
      body: {
        wholesaler: part.wholesaler.slug,
        reason: 'The colour is another than in the picture',
        lines: [{ orderLineId: part.lines[0]!.id, quantity: 1 }],
      },
      key: `simulate-${day.run}-return-${made.number}`,
    });
    const restock = made.planned.chance() < 0.5;
    for (const decision of ['approve', 'receive'] as const)
      await day.people.wholesalers.get(part.wholesaler.slug)!.call('decideReturn', {
        params: { number },
        body: { decision, restock },
        key: `simulate-${day.run}-${decision}-${number}`,
      });
    await refunded(day, made, () => 1);
    day.note('returns');
  });
}

/** Goodwill: one unit that stays with the buyer. */
export async function refundByFinance(day: Day, orders: MadeOrder[]): Promise<void> {
  await inTurn(withFate(orders, 'refunded_by_finance'), async made => {
    const part = (await readOrder(made)).parts[0]!;
    const { amountCents } = await day.people.finance.call('refundPart', {
      params: { id: part.id },
      body: { lines: [{ orderLineId: part.lines[0]!.id, quantity: 1 }], reason: 'Goodwill' },
      key: `simulate-${day.run}-goodwill-${part.id}`,
    });
    await refunded(day, made, () => amountCents);
    day.note('refunds by finance');
  });
}

/** Waits until at least this much was given back. */
async function refunded(day: Day, made: MadeOrder, least: (order: OrderView) => number): Promise<void> {
  const order = await until(`${made.number} is refunded`, async () => {
    const now = await readOrder(made);
    return now.refundedCents >= least(now) && now;
  });
  if (order.refundedCents > order.totalCents) throw new Error(`${made.number} gave back more than it took`);
  day.note('refunded', order.refundedCents);
}
