import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { describe, expect, test } from 'vitest';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import {
  type ReferenceRule,
  type ReferenceSale,
  referenceCommission,
  referenceRule,
} from './commission.reference.testing.ts';
import { priceSales, type Terms } from './index.ts';

const db = await testDatabase();
await plantWorld(db);
const { roastery, pottery, candlery } = WORLD.wholesalers;
const { pantry, coffee, home } = WORLD.categories;
const beans = randomUUID();
await db('categories').insert({ id: beans, parent_id: coffee, slug: 'beans', name: 'Beans' });
const AT = new Date('2026-03-20T12:00:00Z');
const DAY = 86_400_000;

// 100 units of 10.70: 1,000.00 without tax, each.
const sell = (at: Date, wholesalerId = roastery) =>
  plantPlacedOrder(
    db,
    [{ wholesalerId, lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 10, unitPriceCents: 10_700 }] }],
    at,
  );
await db('stock').update({ on_hand: 1000 });
await sell(new Date(AT.getTime() - 31 * DAY));
await sell(new Date(AT.getTime() - 30 * DAY - 1));
await sell(new Date(AT.getTime() - 30 * DAY));
await sell(new Date(AT.getTime() - 1));
await sell(AT);
const cancelled = await sell(new Date(AT.getTime() - DAY));
await db('wholesaler_orders').where({ order_id: cancelled.orderId }).update({ status: 'cancelled', cancelled_at: AT });
const [{ base_cents: BASE }] = await db('commissions').limit(1).select('base_cents');
const VOLUME = 2 * BASE;

type Given = Partial<ReferenceRule>;
const STANDING: ReferenceRule[] = [
  ruleOf({ id: WORLD.commissionRules.platform, percentBp: 1_200 }),
  ruleOf({ id: WORLD.commissionRules.pottery, wholesalerId: pottery, percentBp: 1_000 }),
];

function ruleOf(given: Given): ReferenceRule {
  return {
    ...{ id: randomUUID(), wholesalerId: null, categoryId: null, orderKind: 'any', percentBp: 0, fixedCents: 0 },
    ...{
      floorCents: 0,
      capCents: null,
      bands: [],
      startsAt: Number.NEGATIVE_INFINITY,
      endsAt: Number.POSITIVE_INFINITY,
    },
    ...given,
  };
}

const insert = (trx: Knex, rules: ReferenceRule[]) =>
  trx('commission_rules').insert(
    rules.map(rule => ({
      id: rule.id,
      wholesaler_id: rule.wholesalerId,
      category_id: rule.categoryId,
      order_kind: rule.orderKind,
      percent_bp: rule.percentBp,
      fixed_cents: rule.fixedCents,
      floor_cents: rule.floorCents,
      cap_cents: rule.capCents,
      bands: JSON.stringify(rule.bands),
      starts_at: Number.isFinite(rule.startsAt) ? new Date(rule.startsAt) : '-infinity',
      ends_at: Number.isFinite(rule.endsAt) ? new Date(rule.endsAt) : 'infinity',
    })),
  );

/** With these rules beside the standing ones; nothing stays. */
async function withRules<Result>(rules: ReferenceRule[], work: (trx: Knex) => Promise<Result>): Promise<Result> {
  const trx = await db.transaction();
  try {
    if (rules.length > 0) await insert(trx, rules);
    return await work(trx);
  } finally {
    await trx.rollback();
  }
}

const saleOf = (given: Partial<Parameters<typeof priceSales>[1][number]> = {}) => ({
  ...{
    id: randomUUID(),
    wholesalerId: roastery,
    currency: 'EUR',
    categoryId: beans,
    isFirstOrder: false,
    baseCents: 10_000,
  },
  ...given,
});

describe('the rule of a line', () => {
  const all = {
    own: ruleOf({ wholesalerId: roastery, categoryId: beans }),
    ownAbove: ruleOf({ wholesalerId: roastery, categoryId: coffee }),
    ownTop: ruleOf({ wholesalerId: roastery, categoryId: pantry }),
    ownAll: ruleOf({ wholesalerId: roastery }),
    category: ruleOf({ categoryId: beans }),
    categoryAbove: ruleOf({ categoryId: coffee }),
    categoryTop: ruleOf({ categoryId: pantry }),
  };
  const elsewhere = [
    ruleOf({ wholesalerId: candlery }),
    ruleOf({ categoryId: home }),
    ruleOf({ wholesalerId: pottery, categoryId: beans }),
  ];
  const chosen = (rules: ReferenceRule[], given = {}) =>
    withRules([...rules, ...elsewhere], async trx => (await priceSales(trx, [saleOf(given)], AT))[0]!.ruleId);
  const order = Object.values(all);

  test.each(order.map((rule, index) => [Object.keys(all)[index]!, rule, order.slice(index)] as const))(
    '%s wins over everything less specific',
    async (_, rule, present) => expect(await chosen(present)).toBe(rule.id),
  );
  test('is the platform’s where no other fits', async () =>
    expect(await chosen([])).toBe(WORLD.commissionRules.platform));
  test('of a product without a category is its wholesaler’s', async () =>
    expect(await chosen(order, { categoryId: null })).toBe(all.ownAll.id));

  test('knows first orders and reorders, and prefers them to any within a scope only', async () => {
    const first = ruleOf({ wholesalerId: roastery, orderKind: 'first' });
    const reorder = ruleOf({ wholesalerId: roastery, orderKind: 'reorder' });
    const any = ruleOf({ wholesalerId: roastery });
    expect(await chosen([first, reorder, any], { isFirstOrder: true })).toBe(first.id);
    expect(await chosen([first, reorder, any])).toBe(reorder.id);
    expect(await chosen([first, any])).toBe(any.id);
    expect(await chosen([first, all.own], { isFirstOrder: true })).toBe(all.own.id);
  });

  test('begins with its moment and ends before its end', async () => {
    const at = AT.getTime();
    const dated = (startsAt: number, endsAt: number) => ruleOf({ wholesalerId: roastery, startsAt, endsAt });
    const [now, over, later] = [dated(at, at + DAY), dated(at - DAY, at), dated(at + 1, at + DAY)];
    expect(await chosen([now, over])).toBe(now.id);
    expect(await chosen([over, later])).toBe(WORLD.commissionRules.platform);
  });
});

describe('a commission', () => {
  const cents = (terms: Partial<Terms>, baseCents = 10_000) =>
    withRules(
      [ruleOf({ wholesalerId: roastery, ...terms })],
      async trx =>
        (await priceSales(trx, [saleOf({ baseCents })], AT)).map(sale => [
          sale.commissionCents,
          sale.appliedBp,
          sale.volumeCents,
          sale.bandFromCents,
        ])[0],
    );
  test.each([
    ['percent and fixed part', { percentBp: 1_000, fixedCents: 30 }, 10_000, 1_030],
    ['half a cent goes up', { percentBp: 1_050 }, 10, 1],
    ['at least the floor', { percentBp: 100, floorCents: 250 }, 10_000, 250],
    ['at most the cap', { percentBp: 1_000, fixedCents: 30, capCents: 500 }, 10_000, 500],
    ['never more than there is', { percentBp: 0, floorCents: 250 }, 99, 99],
    ['nothing of nothing', { percentBp: 1_000, fixedCents: 30 }, 0, 0],
    ['everything', { percentBp: 10_000, fixedCents: 30 }, 10_000, 10_000],
  ] as const)('%s', async (_, terms, base, expected) => expect((await cents(terms, base))![0]).toBe(expected));

  test.each([
    ['below the first', VOLUME + 1, [1_200, 1_200, VOLUME, null]],
    ['exactly at one', VOLUME, [900, 900, VOLUME, VOLUME]],
    ['above one', VOLUME - 1, [900, 900, VOLUME, VOLUME - 1]],
  ])('of bands, the volume of the 30 days before %s', async (_, fromCents, expected) => {
    const bands = [
      { fromCents, percentBp: 900 },
      { fromCents: fromCents + 5_000_000, percentBp: 500 },
    ];
    expect(await cents({ percentBp: 1_200, bands })).toEqual(expected);
  });

  test('without bands reads no volume', async () =>
    expect(await cents({ percentBp: 1_200 })).toEqual([1_200, 1_200, null, null]));
  test.each([
    [
      'in disorder',
      [
        { fromCents: 2, percentBp: 1 },
        { fromCents: 1, percentBp: 1 },
      ],
    ],
    ['from nothing', [{ fromCents: 0, percentBp: 1 }]],
    ['above everything', [{ fromCents: 1, percentBp: 10_001 }]],
    ['without a rate', [{ fromCents: 1 }]],
  ])('bands %s are refused by the database', async (_, bands) => {
    await expect(cents({ bands: bands as never })).rejects.toThrow(/check constraint/);
  });
});

test('any rules and any lines: the database says what the reference says', async () => {
  const above: Record<string, string[]> = {
    [beans]: [beans, coffee, pantry],
    [coffee]: [coffee, pantry],
    [pantry]: [pantry],
    [home]: [home],
  };
  const category = fc.constantFrom(null, beans, coffee, pantry, home);
  const wholesaler = fc.constantFrom(roastery, pottery);
  const moment = fc.constantFrom(-DAY, 0, 1, DAY).map(after => AT.getTime() + after);
  const rule = fc
    .record({
      wholesalerId: fc.option(wholesaler),
      categoryId: category,
      orderKind: fc.constantFrom('any' as const, 'first' as const, 'reorder' as const),
      percentBp: fc.integer({ min: 0, max: 10_000 }),
      fixedCents: fc.constantFrom(0, 30, 500),
      floorCents: fc.constantFrom(0, 0, 100),
      capCents: fc.option(fc.integer({ min: 100, max: 2_000 })),
      bands: fc
        .uniqueArray(
          fc.record({
            fromCents: fc.integer({ min: 1, max: 2 * VOLUME }),
            percentBp: fc.integer({ min: 0, max: 10_000 }),
          }),
          { selector: band => band.fromCents, maxLength: 3 },
        )
        .map(bands => bands.sort((one, other) => one.fromCents - other.fromCents)),
      starts: fc.option(moment),
      ends: fc.option(moment),
    })
    .map(({ starts, ends, ...terms }) =>
      ruleOf({ ...terms, startsAt: starts ?? Number.NEGATIVE_INFINITY, endsAt: ends ?? Number.POSITIVE_INFINITY }),
    )
    .filter(given => given.startsAt <= given.endsAt);
  const scope = ({ wholesalerId, categoryId, orderKind }: ReferenceRule) =>
    `${wholesalerId} ${categoryId} ${orderKind}`;
  const rules = fc
    .uniqueArray(rule, { selector: scope, maxLength: 12 })
    .map(given => given.filter(one => !STANDING.some(standing => scope(standing) === scope(one))));
  const sale = fc.record({
    wholesalerId: wholesaler,
    categoryId: category,
    isFirstOrder: fc.boolean(),
    baseCents: fc.integer({ min: 0, max: 5_000_000 }),
  });
  await fc.assert(
    fc.asyncProperty(rules, fc.array(sale, { minLength: 1, maxLength: 8 }), async (given, sold) => {
      const sales = sold.map(one => saleOf(one));
      const priced = await withRules(given, trx => priceSales(trx, sales, AT));
      const all = [...STANDING, ...given];
      for (const one of sales) {
        const { id, categoryId, ...rest } = one;
        const asked: ReferenceSale = {
          ...rest,
          categories: categoryId ? above[categoryId]! : [],
          at: AT.getTime(),
          volumeCents: one.wholesalerId === roastery ? VOLUME : 0,
        };
        const expected = referenceRule(all, asked)!;
        const found = priced.find(line => line.id === id)!;
        expect([found.ruleId, found.commissionCents]).toEqual([expected.id, referenceCommission(expected, asked)]);
      }
    }),
    { numRuns: 60 },
  );
});

test('a rule is never edited or deleted, it only ends', async () => {
  const rule = db('commission_rules').where({ id: WORLD.commissionRules.pottery });
  await expect(rule.clone().update({ percent_bp: 1 })).rejects.toThrow(/never edited/);
  await expect(rule.clone().delete()).rejects.toThrow(/never edited/);
  await rule.clone().update({ ends_at: '2030-01-01T00:00:00Z' });
  await expect(rule.clone().update({ ends_at: '2031-01-01T00:00:00Z' })).rejects.toThrow(/never edited/);
});
