import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  additions,
  type Candidate,
  cheapestFillUp,
  fittingAddition,
  ladderOf,
} from '#backoffice/commerce/pricing/index.ts';
import type { Services } from '#backoffice/services.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import { addToCart } from './add-to-cart.ts';
import { readPricedCart } from './priced-cart.ts';
import { fillCart, olga } from './selling.testing.ts';
import { suggestFillUp } from './suggest-fill-up.ts';

const db = await testDatabase();
await plantWorld(db);
const services = { db, now: () => new Date(), settings: { currency: 'EUR' } } as unknown as Services;
const { espressoSmall, espressoLarge } = WORLD.variants;
const { espresso, tin, decaf } = WORLD.products;
const SLUG = 'north-roastery';

beforeEach(async () => {
  await db('carts').delete();
  await db('product_embeddings').delete();
});

const likeness = (productId: string, direction: number) => {
  const embedding = JSON.stringify(Array.from({ length: 1536 }, (_, at) => (at === direction ? 1 : 0.01)));
  return db('product_embeddings').insert({ product_id: productId, model: 'test', text_hash: 'x', embedding });
};

describe('what closes the gap to a minimum', () => {
  it('is offered in whole cases, each added by one click, and the cheapest together close it', async () => {
    await fillCart(db, olga, [[espressoSmall, 12, 550]]);
    const { minimum, items, cheapest } = await suggestFillUp(services, olga, SLUG);
    expect(minimum).toEqual({ requiredCents: 15_000, missingCents: 8_400, isFirstOrder: true });
    expect(items[0]).toMatchObject({ variantId: espressoSmall, reason: 'in_cart', closesGap: true, quantity: 18 });
    expect(cheapest!.addsCents).toBeGreaterThanOrEqual(8_400);
    for (const item of cheapest!.items) await addToCart(services, olga, item);
    const [group] = (await readPricedCart(services, olga)).groups;
    expect(group!.goodsCents).toBe(6_600 + cheapest!.addsCents);
    expect(group!.problems).toEqual([]);
  });

  it('is ranked by likeness to what the store buys, and by what sells where nothing is known', async () => {
    const other = {
      ...(await db('products').where({ id: espresso }).first()),
      id: decaf,
      slug: 'x',
      handle: 'x',
      title: 'Filter',
    };
    await db('products').where({ id: decaf }).update({ status: 'pending' });
    await db('products')
      .where({ id: decaf })
      .update({ title: other.title, status: 'published', published_at: new Date() });
    await db('variants').where({ product_id: decaf }).update({ wholesale_price_cents: 700 });
    await db('variants').where({ product_id: tin }).update({ wholesale_price_cents: 700 });
    await db('stock').where({ variant_id: WORLD.variants.decaf }).update({ on_hand: 60 });
    await fillCart(db, olga, [[espressoSmall, 6, 600]]);
    const order = async () => (await suggestFillUp(services, olga, SLUG)).items.map(item => item.title);
    expect((await suggestFillUp(services, olga, SLUG)).items.at(-1)!.reason).toBe('popular');
    await likeness(espresso, 1);
    await likeness(tin, 1);
    await likeness(decaf, 2);
    expect(await order()).toEqual(['Harbour Espresso', 'Coffee Tin', 'Filter']);
    await db('product_embeddings').whereIn('product_id', [tin, decaf]).delete();
    await likeness(decaf, 1);
    await likeness(tin, 2);
    expect(await order()).toEqual(['Harbour Espresso', 'Filter', 'Coffee Tin']);
    expect((await suggestFillUp(services, olga, SLUG)).items[1]!.reason).toBe('like_what_you_buy');
  });

  it('is nothing where nothing is missing, or nothing lies in the cart; always two statements', async () => {
    expect(await suggestFillUp(services, olga, SLUG)).toEqual({ minimum: null, cheapest: null, items: [] });
    await fillCart(db, olga, [[espressoLarge, 10, 1900]]);
    expect((await suggestFillUp(services, olga, SLUG)).items).toEqual([]);
    await fillCart(db, olga, [[espressoSmall, 6, 600]]);
    await db('cart_lines').where({ variant_id: espressoLarge }).delete();
    expect((await countQueries(db, () => suggestFillUp(services, olga, SLUG))).queries).toHaveLength(2);
  });
});

describe('the cheapest combination', () => {
  const candidate = fc.record({
    variantId: fc.uuid(),
    base: fc.integer({ min: 50, max: 900 }),
    tiers: fc.array(
      fc.record({
        minQuantity: fc.integer({ min: 2, max: 20 }),
        unitPriceCents: fc.integer({ min: 40, max: 800 }),
        priceList: fc.constant('l'),
      }),
      { maxLength: 2 },
    ),
    moq: fc.integer({ min: 1, max: 6 }),
    casePack: fc.integer({ min: 1, max: 6 }),
    maximumQuantity: fc.option(fc.integer({ min: 6, max: 30 })),
    quantityInCart: fc.integer({ min: 0, max: 8 }),
    availableQuantity: fc.integer({ min: 0, max: 20 }),
  });
  const drawn = fc
    .array(candidate, { minLength: 1, maxLength: 4 })
    .map(all => all.map(({ base, tiers, ...one }): Candidate => ({ ...one, ladder: ladderOf(base, tiers)! })));

  it('is the least sum that reaches the gap, by trying them all', () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 6_000 }), (candidates, missing) => {
        let sums = [0];
        for (const one of candidates)
          sums = sums.flatMap(sum => [sum, ...additions(one).map(addition => sum + addition.addsCents)]);
        const least = Math.min(...sums.filter(sum => sum >= missing));
        const found = cheapestFillUp(candidates, missing);
        expect(found?.addsCents ?? Number.POSITIVE_INFINITY).toBe(least);
        if (found) expect(found.items.reduce((sum, item) => sum + item.addsCents, 0)).toBe(least);
      }),
      { numRuns: 400 },
    );
  });

  it('a single one closes the gap with as few cases as do', () => {
    const soap = {
      variantId: 's',
      ladder: ladderOf(300, [])!,
      moq: 6,
      casePack: 6,
      maximumQuantity: null,
      quantityInCart: 0,
      availableQuantity: 100,
    };
    expect(fittingAddition(soap, 2_000)).toEqual({ variantId: 's', quantity: 12, addsCents: 3_600, closesGap: true });
    expect(fittingAddition({ ...soap, availableQuantity: 6 }, 2_000)).toMatchObject({ quantity: 6, closesGap: false });
    expect(fittingAddition({ ...soap, availableQuantity: 5 }, 2_000)).toBeNull();
  });

  it('of many candidates and a large gap is found in a blink', () => {
    const many = Array.from({ length: 40 }, (_, at) => ({
      ...{ variantId: String(at), ladder: ladderOf(211 + at * 13, [])!, moq: 6, casePack: 6 },
      ...{ maximumQuantity: null, quantityInCart: 0, availableQuantity: 1_000 },
    }));
    const before = performance.now();
    expect(cheapestFillUp(many, 50_000)!.addsCents).toBeGreaterThanOrEqual(50_000);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
