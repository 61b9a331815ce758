import { beforeEach, describe, expect, it } from 'vitest';
import type { CartOwner } from '#backoffice/commerce/cart/index.ts';
import { readOwnPart } from '#backoffice/commerce/fulfillment/index.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { countQueries, isNative, testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { cancelOrder } from './cancel-order.ts';
import { addPromotionCode, removePromotionCode } from './change-cart-promotions.ts';
import { placeOrder } from './place-order.ts';
import { readPricedCart } from './priced-cart.ts';
import { quoteOrder } from './quote-order.ts';
import { refundOrder } from './refund-order.ts';
import { releaseUnpaidOrder } from './release-unpaid-order.ts';
import { BASKET, clearSales, fillCart, guest, olga, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { services, stripe } = rig;
const { espressoSmall, mugSand, candleFig } = WORLD.variants;
const { pottery, roastery, candlery } = WORLD.wholesalers;
const anna = guest('anna');
const actor = { userId: null, role: 'guest', requestId: 'r-1' };

beforeEach(async () => {
  await clearSales(db);
  await db('promotions').delete();
});

const soundness = async () => faults(await verify(db));
const plant = (promotion: Record<string, unknown>) =>
  db('promotions')
    .insert({ title: String(promotion.code ?? 'Automatic'), starts_at: '2026-01-01T00:00:00Z', ...promotion })
    .returning('*')
    .then(([row]) => row);
const TEN = { code: 'TEN', kind: 'percent', percent_bp: 1000 };
const quote = (owner: CartOwner = anna, more = {}) => quoteOrder(services, { ...orderOf(owner), ...more });
const code = (name: string, owner: CartOwner = anna) => addPromotionCode(services, owner, name);
const verdicts = async (owner: CartOwner = anna) =>
  (await readPricedCart(services, owner)).promotions.map(one => [
    one.promotion.title,
    one.discountCents,
    one.problem?.code ?? null,
  ]);
const ledger = async (): Promise<Record<string, number>> => {
  const { rows } = await db.raw(
    `select a.kind || coalesce(':' || w.slug, '') as account, sum(e.amount_cents)::int as cents
     from ledger_entries e join ledger_accounts a on a.id = e.account_id left join wholesalers w on w.id = a.wholesaler_id group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map((row: { account: string; cents: number }) => [row.account, row.cents]));
};
const buy = async (owner: CartOwner, more = {}) => {
  const order = await placeOrder(services, orderOf(owner, more));
  stripe.pay(await rig.sessionOf(order.id));
  await rig.settle();
  return order;
};

describe('a code', () => {
  it('stays on the cart, takes its share off every line, and is gone with one word', async () => {
    await plant(TEN);
    await fillCart(db, anna, BASKET);
    await code(' ten ');
    const { discountCents, totalCents, groups, promotions } = await quote();
    expect(discountCents).toBe(198 + 240);
    expect(totalCents).toBe(1980 + 2400 - 438 + 590 + 790);
    expect(groups[0]!.lines[0]!.priceTrace.map(step => step.kind)).toEqual(['list', 'promotion', 'tax']);
    expect(promotions).toMatchObject([{ discountCents: 438, problem: null }]);
    await removePromotionCode(services, anna, 'TEN');
    expect(await quote()).toMatchObject({ discountCents: 0, totalCents: 5760 });
  });

  it('that does not exist is refused by name; one for an empty cart too', async () => {
    await plant(TEN);
    await expect(code('TEN')).rejects.toMatchObject({ code: 'empty_cart' });
    await fillCart(db, anna, BASKET);
    await expect(code('ELEVEN')).rejects.toMatchObject({ code: 'unknown_code', kind: 'rule' });
  });

  it.each([
    ['promotion_ahead', { starts_at: '2100-01-01' }],
    ['promotion_over', { starts_at: '2020-01-01', ends_at: '2020-02-01' }],
    ['promotion_elsewhere', { channel: 'b2b' }],
    ['promotion_minimum', { minimum_goods_cents: 4381 }],
    ['promotion_not_for_these', { wholesaler_id: candlery }],
    ['promotion_not_for_these', { category_id: WORLD.categories.candles }],
  ])('that cannot count is kept and says why: %s', async (problem, rule) => {
    await plant({ ...TEN, ...rule });
    await fillCart(db, anna, BASKET);
    await code('TEN');
    expect(await verdicts()).toEqual([['TEN', 0, problem]]);
    expect((await quote()).refusals).toEqual([]);
  });

  it('counts for a category and what is below it', async () => {
    await plant({ ...TEN, category_id: WORLD.categories.pantry });
    await fillCart(db, anna, BASKET);
    await code('TEN');
    expect(await verdicts()).toEqual([['TEN', 198, null]]);
  });
});

describe('promotions together', () => {
  it('of those that allow no other, the best for the buyer wins at each wholesaler', async () => {
    await plant({ ...TEN, code: null });
    await plant({ ...TEN, code: null, title: 'Mugs', percent_bp: 2000, wholesaler_id: pottery });
    await fillCart(db, anna, BASKET);
    expect((await verdicts()).sort()).toEqual([
      ['Automatic', 198, null],
      ['Mugs', 480, null],
    ]);
  });

  it('combinable ones add up, when that is more than a single one', async () => {
    await plant({ ...TEN, code: null, is_combinable: true });
    await plant({ title: 'Five', kind: 'fixed', fixed_cents: 500, is_combinable: true });
    await plant({ title: 'Free way', kind: 'free_shipping', is_combinable: true });
    await fillCart(db, anna, BASKET);
    expect(Object.fromEntries((await verdicts()).map(([title, cents]) => [title, cents]))).toEqual({
      Automatic: 438,
      Five: 500,
      'Free way': 1380,
    });
    await plant({ ...TEN, percent_bp: 9000, code: null, title: 'Nearly all' });
    expect((await quote()).promotions.filter(one => one.discountCents > 0).map(one => one.promotion.title)).toEqual([
      'Nearly all',
    ]);
  });

  it('buy five get one counts whole sixes of one variant', async () => {
    await plant({ kind: 'buy_x_get_y', buy_quantity: 5, get_quantity: 1, code: 'SIX' });
    await fillCart(db, anna, [[candleFig, 13, 1800]]);
    await code('SIX');
    expect(await verdicts()).toEqual([['SIX', 3600, null]]);
  });

  it('nothing is ever for nothing: one cent a line stays', async () => {
    await plant({ ...TEN, percent_bp: 10_000 });
    await fillCart(db, anna, BASKET);
    await code('TEN');
    expect(await quote()).toMatchObject({ goodsCents: 4380, discountCents: 4378 });
  });
});

describe('who pays', () => {
  it.each([
    ['the platform', 0, 438 - (383 - 345) - (130 - 117)],
    ['the wholesaler', 10_000, 0],
  ])('%s: the books say so, and a refund takes it back to the cent', async (_, wholesaler_share_bp, subsidy) => {
    await plant({ ...TEN, wholesaler_share_bp });
    await fillCart(db, anna, BASKET);
    await code('TEN');
    const order = await buy(anna);
    expect(order.totalCents).toBe(5760 - 438);
    expect((await ledger()).promotions ?? 0).toBe(subsidy);
    const [bases] = await db('commissions').sum('base_cents as base');
    const part = await db('wholesaler_orders')
      .where({ order_id: order.id })
      .orderBy('number')
      .select('id', 'wholesaler_id');
    const borne = await Promise.all(
      part.map(({ id, wholesaler_id }) => readOwnPart(db, { partId: id, wholesalerId: wholesaler_id })),
    );
    const borneBy = (who: 'wholesalerCents' | 'platformCents') =>
      borne.reduce((sum, one) => sum + (one.promotionsBorne?.[who] ?? 0), 0);
    expect([borneBy('platformCents'), borneBy('wholesalerCents')]).toEqual([subsidy, subsidy > 0 ? 0 : 387]);
    expect(Number(bases!.base)).toBe(subsidy > 0 ? 4380 - 130 - 383 : 4380 - 438 - 117 - 345);
    expect(await soundness()).toEqual([]);

    const [line] = await db('order_lines').where({ order_id: order.id, variant_id: espressoSmall });
    for (const quantity of [1, 1]) {
      await refundOrder(services, {
        wholesalerOrderId: line.wholesaler_order_id,
        asked: { lines: [{ orderLineId: line.id, quantity }], includeShipping: false },
        reason: 'Broken',
        requestKey: `r-${Math.random()}`,
        actor,
      });
      await rig.settle();
      expect(await soundness()).toEqual([]);
    }
    await cancelOrder(services, { orderId: order.id, reason: 'All of it', actor });
    await rig.settle();
    const left = Object.entries(await ledger()).filter(([, cents]) => cents !== 0);
    expect(left.map(([account]) => account)).toEqual(['stripe_clearing', 'stripe_fees']);
    expect(await soundness()).toEqual([]);
  });

  it('free delivery by the platform is paid to the wholesaler, and comes back when the part is cancelled', async () => {
    await plant({ title: 'Free way', kind: 'free_shipping' });
    await fillCart(db, anna, BASKET);
    const order = await buy(anna);
    expect(order.totalCents).toBe(4380);
    expect((await ledger()).promotions).toBe(590 - 94 + 790 - 126);
    expect(await soundness()).toEqual([]);
    await cancelOrder(services, { orderId: order.id, wholesalerId: roastery, reason: 'Mind changed', actor });
    await rig.settle();
    expect((await ledger()).promotions).toBe(790 - 126);
    expect(await soundness()).toEqual([]);
  });

  it('on terms the store owes what is left, and the wholesaler earns the whole', async () => {
    await plant({ code: null, kind: 'fixed', fixed_cents: 2_000, channel: 'b2b', wholesaler_share_bp: 5_000 });
    await fillCart(db, olga, [[mugSand, 12, 1080]]);
    await placeOrder(services, orderOf(olga, { payment: 'terms' }));
    expect(await ledger()).toMatchObject({ promotions: 1_000, store_receivable: 12 * 1080 - 2_000 + 790 });
    expect(await soundness()).toEqual([]);
  });
});

describe('limits', () => {
  it('a buyer’s own: used once, and free again when the order came to nothing', async () => {
    await plant({ ...TEN, usage_limit_per_buyer: 1 });
    await fillCart(db, anna, [[candleFig, 2, 1800]]);
    await code('TEN');
    const order = await placeOrder(services, orderOf(anna));
    expect((await quote(anna)).promotions).toMatchObject([{ problem: { code: 'promotion_used' } }]);
    expect((await quote(anna, { email: 'ben@example.org' })).promotions).toMatchObject([{ problem: null }]);
    await releaseUnpaidOrder(services, { orderId: order.id, status: 'expired', reason: 'Not paid in time' });
    expect((await quote()).promotions).toMatchObject([{ problem: null, discountCents: 360 }]);
    expect(await soundness()).toEqual([]);
  });

  it('a budget that is nearly used up gives what is left of it', async () => {
    await plant({ ...TEN, budget_cents: 200 });
    await fillCart(db, anna, BASKET);
    await code('TEN');
    expect(await verdicts()).toEqual([['TEN', 200, null]]);
    await buy(anna);
    await fillCart(db, anna, BASKET);
    await code('TEN');
    expect(await verdicts()).toEqual([['TEN', 0, 'promotion_used_up']]);
    expect(await soundness()).toEqual([]);
  });

  it('an order that would cost more than what was shown is refused', async () => {
    await fillCart(db, anna, BASKET);
    await expect(placeOrder(services, orderOf(anna, { expectedTotalCents: 5759 }))).rejects.toMatchObject({
      code: 'total_risen',
      kind: 'conflict',
    });
    expect(await db('orders')).toEqual([]);
  });

  it('every quote and cart takes one statement, however many promotions and lines', async () => {
    await plant(TEN);
    await plant({ title: 'Free way', kind: 'free_shipping', is_combinable: true });
    await fillCart(db, anna, BASKET);
    await code('TEN');
    expect((await countQueries(db, () => quote())).queries).toHaveLength(1);
  });
});

if (isNative)
  describe('at the same moment', () => {
    const owners = Array.from({ length: 12 }, (_, index) => guest(`crowd ${index}`));
    const race = async () => {
      const settled = await Promise.allSettled(
        owners.map((owner, index) => placeOrder(services, orderOf(owner, { email: `crowd${index}@example.org` }))),
      );
      return settled.map(one => (one.status === 'fulfilled' ? 'placed' : one.reason.code));
    };
    const crowd = async (promotion: Record<string, unknown>) => {
      await plant({ ...TEN, code: null, ...promotion });
      for (const owner of owners) await fillCart(db, owner, [[candleFig, 1, 1800]]);
    };

    it('five uses are five orders', async () => {
      await crowd({ usage_limit: 5 });
      const outcomes = await race();
      const uses = await db('promotion_redemptions');
      expect(uses.length).toBe(5);
      expect(outcomes.every(one => one === 'placed' || one === 'promotion_used_up')).toBe(true);
      expect(await soundness()).toEqual([]);
    });

    it('a budget is not overspent', async () => {
      await crowd({ budget_cents: 900 });
      await race();
      const [spent] = await db('promotion_redemptions').sum('discount_cents as cents');
      expect(Number(spent!.cents)).toBeLessThanOrEqual(900);
      expect(await soundness()).toEqual([]);
    });

    it('one buyer in two windows uses it once', async () => {
      await plant({ ...TEN, code: null, usage_limit_per_buyer: 1 });
      const windows = [guest('one'), guest('two')];
      for (const owner of windows) await fillCart(db, owner, [[candleFig, 1, 1800]]);
      await Promise.allSettled(windows.map(owner => placeOrder(services, orderOf(owner))));
      expect(await db('promotion_redemptions')).toHaveLength(1);
    });
  });
