import { expect, test } from 'vitest';
import { plantDemo } from '#db/seeds/demo.ts';
import { demoProducts } from '#db/seeds/demo-catalogue/assortment.ts';
import { planDemoHistory } from '#db/seeds/demo-history/index.ts';
import { isPublished } from '#db/seeds/demo-shop.ts';
import { testDatabase } from '#db/testing.ts';
import { type ReferenceRule, referenceCommission, referenceRule } from './commission.reference.testing.ts';
import { type Change, previewChange } from './index.ts';

const db = await testDatabase();
const now = new Date();
const accounts = new Map(demoProducts().map(({ wholesaler }) => [wholesaler.slug, `acct_${wholesaler.slug}`]));
const history = await planDemoHistory(db, { products: demoProducts().filter(isPublished), accounts, now });
const transfers = new Map(history.batch.payouts.map(payout => [payout.id, `tr_${payout.number}`]));
await db.transaction(trx =>
  plantDemo(trx, {
    passwordHash: 'hash',
    ...{ accounts, files: [], history, transfers, publicUrl: 'https://stackr.test', now },
  }),
);
const MONTH = 30 * 86_400_000;

interface Sold {
  wholesalerId: string;
  categories: string[];
  isFirstOrder: boolean;
  baseCents: number;
  charged: number;
  ruleId: string;
  at: number;
}
const { rows } = await db.raw(
  `select c.wholesaler_id as "wholesalerId", array_remove(array[pr.category_id, cat.parent_id], null) as categories, p.is_first_order as "isFirstOrder",
     c.base_cents as "baseCents", c.commission_cents as charged, c.commission_rule_id as "ruleId", c.placed_at as at
   from commissions c join wholesaler_orders p on p.id = c.wholesaler_order_id join order_lines l on l.id = c.order_line_id
   join products pr on pr.id = l.product_id join categories cat on cat.id = pr.category_id where p.status <> 'cancelled'`,
);
const sold: Sold[] = rows.map((row: Sold & { at: Date }) => ({ ...row, at: row.at.getTime() }));
const standing: ReferenceRule[] = (await db('commission_rules')).map(rule => ({
  ...{ id: rule.id, wholesalerId: rule.wholesaler_id, categoryId: rule.category_id, orderKind: rule.order_kind },
  ...{
    percentBp: rule.percent_bp,
    fixedCents: rule.fixed_cents,
    floorCents: rule.floor_cents,
    capCents: rule.cap_cents,
  },
  ...{ bands: rule.bands, startsAt: Number(rule.starts_at), endsAt: Number(rule.ends_at) },
}));

const chocolate = standing.find(rule => rule.categoryId && !rule.wholesalerId)!;
const own = standing.find(rule => rule.wholesalerId && !rule.categoryId)!;
const bands = [
  { fromCents: 10_000, percentBp: 900 },
  { fromCents: 40_000, percentBp: 700 },
];

test.each([
  ['for everyone, with bands', { wholesalerId: null, categoryId: null, bands }],
  [
    'for a category, with floor and cap',
    { wholesalerId: null, categoryId: chocolate.categoryId, floorCents: 150, capCents: 400, bands: [] },
  ],
  [
    'for a wholesaler’s first orders',
    { wholesalerId: own.wholesalerId, categoryId: null, orderKind: 'first' as const, fixedCents: 30, bands },
  ],
])('a preview on the demo’s orders, %s, is what pricing them again gives', async (_, given) => {
  const terms = { percentBp: 1_100, fixedCents: 0, floorCents: 0, capCents: null, orderKind: 'any' as const, ...given };
  const change: Change = { ...terms, kind: 'set', startsAt: now, endsAt: null, endedRuleId: null };
  const proposed: ReferenceRule = {
    ...terms,
    id: 'proposed',
    startsAt: Number.NEGATIVE_INFINITY,
    endsAt: Number.POSITIVE_INFINITY,
  };
  const isReplaced = (rule: ReferenceRule) =>
    rule.wholesalerId === terms.wholesalerId &&
    rule.categoryId === terms.categoryId &&
    rule.orderKind === terms.orderKind;
  const rules = [...standing.filter(rule => !isReplaced(rule)), proposed];
  const expected = { lines: 0, goodsCents: 0, chargedCents: 0, wouldCents: 0 };
  for (const line of sold.filter(({ at }) => at >= now.getTime() - MONTH && at < now.getTime())) {
    const before = sold.filter(
      other => other.wholesalerId === line.wholesalerId && other.at >= line.at - MONTH && other.at < line.at,
    );
    const sale = { ...line, volumeCents: before.reduce((sum, other) => sum + other.baseCents, 0) };
    const rule = referenceRule(rules, sale)!;
    if (rule.id === line.ruleId) continue;
    expected.lines += 1;
    expected.goodsCents += line.baseCents;
    expected.chargedCents += line.charged;
    expected.wouldCents += referenceCommission(rule, sale);
  }
  expect(expected.lines).toBeGreaterThan(0);
  const { totals, rows: wholesalers } = await previewChange(db, change, now);
  expect(totals).toMatchObject([expected]);
  expect(wholesalers.reduce((sum, row) => sum + row.wouldCents, 0)).toBe(expected.wouldCents);
});
