import { beforeEach, describe, expect, test } from 'vitest';
import type { Services } from '#backoffice/services.ts';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import {
  askToChangeCommission,
  type CommissionRequest,
  decideOnCommission,
  previewCommission,
} from './change-commission.ts';

const db = await testDatabase();
await plantWorld(db);
const { roastery, pottery } = WORLD.wholesalers;
const { coffee, tableware } = WORLD.categories;
const finance = { userId: WORLD.users.finance, role: 'finance' };
const controller = { userId: WORLD.users.controller, role: 'finance' };
let now = new Date('2026-03-20T12:00:00Z');
const services = { db, now: () => now } as unknown as Services;

await db('stock').update({ on_hand: 1000 });
for (const day of ['2026-02-10', '2026-02-25', '2026-03-10', '2026-03-19'])
  await plantPlacedOrder(
    db,
    [
      {
        wholesalerId: roastery,
        lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 3, unitPriceCents: 5_000 }],
      },
      { wholesalerId: pottery, lines: [{ variantId: WORLD.variants.mugSand, quantity: 2, unitPriceCents: 2_400 }] },
    ],
    new Date(`${day}T10:00:00Z`),
  );

const TERMS = { percentBp: 1_000, fixedCents: 0, floorCents: 0, capCents: null, bands: [] };
const set = (given: Partial<Extract<CommissionRequest, { kind: 'set' }>> = {}): CommissionRequest => ({
  ...{ kind: 'set', wholesalerId: roastery, categoryId: null, orderKind: 'any', startsOn: '2026-03-20', endsOn: null },
  ...{ ...TERMS, ...given },
});
const ask = async (request: CommissionRequest) =>
  (await askToChangeCommission(services, { request, reason: 'Agreed at the fair', actor: finance })).id;
const decide = (id: string, actor = controller, isApproved = true) =>
  decideOnCommission(services, { id, isApproved, actor });
const rulesOf = (scope: object) => db('commission_rules').where(scope).orderBy('starts_at').orderBy('ends_at');
const moment = (value: Date | number) => (value instanceof Date ? value.toISOString() : value);

beforeEach(() => {
  now = new Date(now.getTime() + 60_000);
});

describe('a change of the rules', () => {
  test('takes a second person, and ends the rule it follows in the same moment', async () => {
    const startsOn = '2026-04-01';
    const before = await rulesOf({ wholesaler_id: pottery });
    const id = await ask(set({ wholesalerId: pottery, percentBp: 800, startsOn }));
    expect(await rulesOf({ wholesaler_id: pottery })).toEqual(before);
    await expect(decide(id, finance)).rejects.toMatchObject({ code: 'second_person' });
    const both = await Promise.allSettled([decide(id), decide(id)]);
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const rules = await rulesOf({ wholesaler_id: pottery });
    expect(rules.map(rule => [rule.percent_bp, moment(rule.starts_at), moment(rule.ends_at)])).toEqual([
      [1_000, Number.NEGATIVE_INFINITY, '2026-04-01T00:00:00.000Z'],
      [800, '2026-04-01T00:00:00.000Z', Number.POSITIVE_INFINITY],
    ]);
    const audit = await db('audit_log').where({ subject_id: id }).orderBy('id');
    expect(audit.map(row => [row.action, row.actor_id])).toEqual([
      ['propose.commission', finance.userId],
      ['approve.commission', controller.userId],
    ]);
    expect(audit[1].before.rules).toMatchObject([{ percentBp: 1_000, endsAt: 'infinity' }]);
    expect(audit[1].after.rules).toMatchObject([
      { percentBp: 1_000, endsAt: expect.stringContaining('2026-04-01') },
      { percentBp: 800 },
    ]);
  });

  test('asked for from today begins when it is agreed on, not before', async () => {
    const id = await ask(set({ categoryId: coffee }));
    now = new Date(now.getTime() + 3_600_000);
    await decide(id);
    expect((await rulesOf({ wholesaler_id: roastery, category_id: coffee }))[0].starts_at).toEqual(now);
  });

  test('that was refused changes nothing, and cannot be agreed to any more', async () => {
    const id = await ask(set({ orderKind: 'first' }));
    expect(await decide(id, finance, false)).toEqual({ status: 'refused' });
    await expect(decide(id)).rejects.toMatchObject({ code: 'not_proposed' });
    expect(await rulesOf({ wholesaler_id: roastery, order_kind: 'first' })).toEqual([]);
  });

  test('ends a rule; one that has not begun never applies', async () => {
    await decide(await ask(set({ orderKind: 'reorder', startsOn: '2026-05-01' })));
    const [planned] = await rulesOf({ wholesaler_id: roastery, order_kind: 'reorder' });
    const early = set({ orderKind: 'reorder', startsOn: '2026-04-20' });
    await expect(ask(early)).rejects.toMatchObject({ code: 'rule_planned' });
    const end: CommissionRequest = { kind: 'end', ruleId: planned.id, startsOn: '2026-04-10' };
    const [one, two] = [await ask(end), await ask(end)];
    await decide(one);
    const [taken] = await rulesOf({ id: planned.id });
    expect(taken.ends_at).toEqual(taken.starts_at);
    await expect(decide(two)).rejects.toMatchObject({ code: 'ended_already' });
    await decide(await ask(early));
  });

  test.each([
    ['a reason', set(), ' ', 'reason_missing'],
    ['a rate that is one', set({ percentBp: 10_001 }), 'x', 'rate_wrong'],
    ['a cap above the floor', set({ floorCents: 2, capCents: 1 }), 'x', 'cap_below_floor'],
    [
      'bands that rise',
      set({
        bands: [
          { fromCents: 5, percentBp: 1 },
          { fromCents: 5, percentBp: 1 },
        ],
      }),
      'x',
      'bands_wrong',
    ],
    ['an end after its beginning', set({ startsOn: '2026-05-01', endsOn: '2026-05-01' }), 'x', 'ends_early'],
    ['a rule for everything at all times', set({ wholesalerId: null, endsOn: '2027-01-01' }), 'x', 'last_rule'],
  ])('needs %s', async (_, request, reason, code) => {
    await expect(askToChangeCommission(services, { request, reason, actor: finance })).rejects.toMatchObject({ code });
  });

  test('the rule for everything cannot end', async () => {
    const request: CommissionRequest = { kind: 'end', ruleId: WORLD.commissionRules.platform, startsOn: '2026-04-01' };
    await expect(ask(request)).rejects.toMatchObject({ code: 'last_rule' });
  });

  test('of one person is refused by the database', async () => {
    const id = await ask(set({ categoryId: tableware }));
    const own = {
      status: 'approved',
      decided_by: finance.userId,
      decided_at: now,
      commission_rule_id: WORLD.commissionRules.platform,
    };
    await expect(db('commission_changes').where({ id }).update(own)).rejects.toThrow(/check constraint/);
  });
});

describe('the preview', () => {
  const BASE = 15_000 - 2_395;
  const since = (rows: { placed_at: Date; [column: string]: unknown }[]) =>
    rows.filter(row => now.getTime() - row.placed_at.getTime() <= 30 * 86_400_000);

  test('is what the last 30 days would have brought, and writes nothing', async () => {
    const before = await db('commissions').orderBy('id');
    const preview = await previewCommission(services, set({ percentBp: 1_500, orderKind: 'any' }));
    const mine = since(before).filter(row => row.wholesaler_id === roastery && row.base_cents === BASE);
    expect(mine).toHaveLength(3);
    const charged = mine.reduce((sum, row) => sum + Number(row.commission_cents), 0);
    const expected = {
      currency: 'EUR',
      lines: 3,
      goodsCents: 3 * BASE,
      chargedCents: charged,
      wouldCents: 3 * Math.round(BASE * 0.15),
    };
    expect(preview.rows).toEqual([{ ...expected, wholesalerId: roastery, wholesaler: expect.any(String) }]);
    expect(preview.totals).toEqual([{ ...expected, wholesalers: 1 }]);
    expect(await db('commissions').orderBy('id')).toEqual(before);
  });

  test('takes for each line the volume of the 30 days before it', async () => {
    const bands = [{ fromCents: 2 * BASE, percentBp: 500 }];
    const { totals } = await previewCommission(services, set({ percentBp: 1_000, bands }));
    // Before the orders of 25 February, 10 and 19 March: one, two and two orders in 30 days.
    const at = (bp: number) => Math.floor((BASE * bp + 5_000) / 10_000);
    expect(totals).toMatchObject([{ wouldCents: at(1_000) + 2 * at(500) }]);
  });

  test('of a less specific rule leaves what others decide, and of an end shows what would come instead', async () => {
    // The lines were charged by the platform's rule; a rule of pottery's own would decide now.
    const platform = await previewCommission(services, set({ wholesalerId: null, percentBp: 2_000 }));
    expect(platform.rows.map(row => row.wholesalerId).sort()).toEqual([roastery, pottery].sort());
    const id = await ask(set({ percentBp: 1_500, orderKind: 'any' }));
    expect(await previewCommission(services, { changeId: id })).toEqual(
      await previewCommission(services, set({ percentBp: 1_500 })),
    );
  });
});
