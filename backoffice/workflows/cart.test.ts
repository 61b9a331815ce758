import { beforeEach, describe, expect, it } from 'vitest';
import { type CartOwner, countUnits, mergeGuestCart } from '#backoffice/commerce/cart/index.ts';
import type { Services } from '#backoffice/services.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import { addToCart } from './add-to-cart.ts';
import { changeCartLine } from './change-cart-line.ts';
import { readPricedCart } from './priced-cart.ts';
import { quoteOrder } from './quote-order.ts';
import { guest, olga, sven } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const services = { db, now: () => new Date(), settings: { currency: 'EUR' } } as unknown as Services;
const { espressoSmall, espressoLarge, mugSand, mugSage, tin, decaf, candleFig } = WORLD.variants;
const anna = guest('anna');

beforeEach(() => db('carts').delete());

const add = (owner: CartOwner, variantId: string, quantity: number) =>
  addToCart(services, owner, { variantId, quantity });
const lines = async (owner: CartOwner) => (await readPricedCart(services, owner)).groups.flatMap(group => group.lines);
const line = async (owner: CartOwner) => (await lines(owner))[0]!;
const codes = (reasons: { code: string }[]) => reasons.map(reason => reason.code);

describe('adding', () => {
  it('takes two statements, and counts what is in the cart', async () => {
    await add(anna, tin, 1);
    const { result, queries } = await countQueries(db, () => add(anna, espressoSmall, 2));
    expect(queries).toHaveLength(2);
    expect(result).toMatchObject({ quantity: 2, lineCount: 2, unitCount: 3 });
    expect(await add(anna, espressoSmall, 3)).toMatchObject({ quantity: 5, lineCount: 2, unitCount: 6 });
  });

  it.each([
    ['a draft', anna, decaf],
    ['what is not sold in bulk, to a store', olga, tin],
    ['nothing at all', anna, WORLD.products.mug],
  ])('finds no offer for %s', async (_, owner, variantId) => {
    await expect(add(owner, variantId, 1)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('what is in the cart already counts towards the next tier', async () => {
    await add(olga, espressoSmall, 6);
    expect(await line(olga)).toMatchObject({ unitPriceCents: 600, seenUnitPriceCents: 600 });
    await add(olga, espressoSmall, 6);
    expect(await line(olga)).toMatchObject({ unitPriceCents: 550, seenUnitPriceCents: 550, goodsCents: 6600 });
  });

  it('a store of the partners gets the better of both lists at every quantity', async () => {
    await add(sven, espressoSmall, 6);
    expect(await line(sven)).toMatchObject({ unitPriceCents: 520 });
    await add(sven, espressoSmall, 18);
    expect(await line(sven)).toMatchObject({ unitPriceCents: 500 });
  });
});

describe('a line', () => {
  it('moves along the ladder without a notice, in both directions', async () => {
    const { lineId } = await add(olga, espressoSmall, 24);
    await changeCartLine(services, olga, { lineId, quantity: 12 });
    expect(await line(olga)).toMatchObject({ quantity: 12, unitPriceCents: 550, hasRisen: false });
    expect((await line(olga)).seenUnitPriceCents).toBe(550);
  });

  it('tells a price that changed meanwhile until it is accepted', async () => {
    const { lineId } = await add(anna, mugSand, 1);
    await db('variants').where({ id: mugSand }).update({ retail_price_cents: 2600 });
    expect(await line(anna)).toMatchObject({ unitPriceCents: 2600, seenUnitPriceCents: 2400, hasRisen: true });
    await changeCartLine(services, anna, { lineId, quantity: 2 });
    expect((await line(anna)).hasRisen).toBe(true);
    await expect(changeCartLine(services, anna, { lineId, acceptPriceCents: 100 })).rejects.toMatchObject({
      code: 'price_moved',
    });
    await changeCartLine(services, anna, { lineId, acceptPriceCents: 2600 });
    expect((await line(anna)).hasRisen).toBe(false);
    await db('variants').where({ id: mugSand }).update({ retail_price_cents: 2400 });
  });

  it('of someone else does not exist', async () => {
    const { lineId } = await add(anna, mugSand, 1);
    await expect(changeCartLine(services, guest('ben'), { lineId, quantity: 2 })).rejects.toMatchObject({
      kind: 'not_found',
    });
  });

  it('says everything that is wrong with it, and what would be right', async () => {
    await add(olga, espressoSmall, 7);
    await add(olga, mugSage, 4);
    await add(olga, mugSand, 64);
    const [espresso, sage, sand] = await lines(olga);
    expect(espresso!.problems).toMatchObject([{ code: 'not_a_multiple', fix: { quantities: [6, 12] } }]);
    expect(sage!.problems).toMatchObject([{ code: 'out_of_stock', fix: { availableQuantity: 3 } }]);
    expect(codes(sand!.problems)).toEqual(['above_maximum', 'out_of_stock']);
  });
});

describe('the cart', () => {
  it('is read in one statement however much is in it', async () => {
    for (const variantId of [espressoSmall, espressoLarge, mugSand, candleFig]) await add(olga, variantId, 12);
    const { result, queries } = await countQueries(db, () => readPricedCart(services, olga));
    expect(queries).toHaveLength(1);
    expect(result.groups.map(group => group.wholesaler.slug)).toEqual([
      'north-roastery',
      'clay-and-co',
      'slow-candles',
    ]);
  });

  it('says how much is missing for the first order and for a reorder', async () => {
    await add(olga, espressoSmall, 6);
    const [group] = (await readPricedCart(services, olga)).groups;
    expect(group!.minimum).toEqual({ requiredCents: 15_000, missingCents: 15_000 - 3_600, isFirstOrder: true });
    expect(group!.problems[0]!.message).toContain('€114.00 to go');
  });

  it('of a guest joins the person’s at sign-in: of a line in both the larger quantity stays', async () => {
    const own = { ...anna, userId: WORLD.users.anna, guestTokenHash: null };
    await add(own, tin, 3);
    await add(anna, tin, 1);
    await add(anna, mugSand, 2);
    await mergeGuestCart(db, { guestToken: 'anna', userId: WORLD.users.anna });
    expect(await countUnits(db, own)).toEqual({ b2c: 5, b2b: 0 });
    expect(await countUnits(db, anna)).toEqual({ b2c: 0, b2b: 0 });
    await mergeGuestCart(db, { guestToken: 'anna', userId: WORLD.users.anna });
    expect(await countUnits(db, own)).toEqual({ b2c: 5, b2b: 0 });
  });
});

describe('a quote', () => {
  const to = (country: string) => ({
    shippingAddress: { country },
    shippingChoices: [],
    payment: 'card' as const,
    wholesalers: null,
  });
  const taxes = async (owner: CartOwner, country: string) => {
    const { groups, taxCents } = await quoteOrder(services, { owner, ...to(country) });
    return [...groups.flatMap(group => group.lines.map(one => one.taxRateBp)), taxCents];
  };

  it('has the tax of the destination inside retail prices', async () => {
    await add(anna, espressoSmall, 1);
    await add(anna, mugSand, 1);
    expect(await taxes(anna, 'DE')).toEqual([700, 1900, 65 + 94 + 383 + 126]);
    expect(await taxes(anna, 'AT')).toEqual([1000, 2000, 90 + 98 + 400 + 132]);
    expect(await taxes(anna, 'US')).toEqual([0, 0, 0]);
  });

  it('adds it to wholesale prices, but not across a border of the EU, nor for an exempt store', async () => {
    await add(olga, espressoSmall, 36);
    await add(olga, mugSand, 12);
    expect(await taxes(olga, 'DE')).toEqual([700, 0, 1260 + 112]);
    await db('stores').where({ id: olga.storeId }).update({ tax_exempt_until: '2999-01-01' });
    expect(await taxes(olga, 'DE')).toEqual([0, 0, 0]);
    await db('stores').where({ id: olga.storeId }).update({ tax_exempt_until: null });
  });

  it('may leave a wholesaler below its minimum for later', async () => {
    await add(olga, espressoSmall, 6);
    await add(olga, mugSand, 4);
    const request = { owner: olga, ...to('DE') };
    expect(codes((await quoteOrder(services, request)).refusals)).toEqual(['below_minimum']);
    const some = await quoteOrder(services, { ...request, wholesalers: ['clay-and-co'] });
    expect(some).toMatchObject({ refusals: [], goodsCents: 4800, shippingCents: 790, totalCents: 5590 });
  });
});
