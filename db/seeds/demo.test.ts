import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing.ts';
import { faults, verify } from '../verify.ts';
import { DEMO_ACCOUNTS, plantDemo, seedDemo } from './demo.ts';
import { demoProducts } from './demo-catalogue/assortment.ts';
import { planDemoHistory } from './demo-history/index.ts';
import { artFrom, photograph } from './demo-pictures/scene.ts';
import { isPublished } from './demo-shop.ts';

const now = new Date();
const db = await testDatabase();

describe('the catalogue', () => {
  const products = demoProducts();
  const variants = products.flatMap(product => product.variants);

  test('three hundred products, no name, SKU or barcode twice', () => {
    expect(products).toHaveLength(300);
    for (const values of [products.map(p => p.slug), variants.map(v => v.sku), variants.map(v => v.barcode)]) {
      expect(new Set(values).size).toBe(values.length);
    }
  });

  test('every barcode has its check digit', () => {
    const sums = variants.map(({ barcode }) =>
      [...barcode].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0),
    );
    expect(sums.filter(sum => sum % 10 !== 0)).toEqual([]);
  });

  test('more is never dearer, and bulk is always cheaper than retail', () => {
    for (const { wholesaleCents, retailCents, tiers, moq, casePack } of variants) {
      const ladder = [wholesaleCents, ...tiers.map(tier => tier.unitCents)];
      expect(ladder).toEqual(ladder.toSorted((a, b) => b - a));
      expect(wholesaleCents).toBeLessThan(retailCents);
      expect(moq % casePack).toBe(0);
    }
  });

  test('every picture can be drawn', async () => {
    const shapes = new Map(products.map(({ item, wholesaler }) => [item.art.split(' ')[0], { item, wholesaler }]));
    const [first] = await Promise.all(
      [...shapes.values()].map(({ item, wholesaler }) => photograph(artFrom(item.art), wholesaler.studio)),
    );
    expect(first).toHaveLength(1080 * 1080 * 3);
  }, 60_000);
});

describe('the planted demo', () => {
  beforeAll(async () => {
    const accounts = new Map(demoProducts().map(({ wholesaler }) => [wholesaler.slug, `acct_${wholesaler.slug}`]));
    const history = await planDemoHistory(db, { products: demoProducts().filter(isPublished), accounts, now });
    const transfers = new Map(history.batch.payouts.map(payout => [payout.id, `tr_${payout.number}`]));
    const publicUrl = 'https://stackr.test';
    await db.transaction(trx =>
      plantDemo(trx, { passwordHash: 'hash', accounts, files: [], history, transfers, publicUrl, now }),
    );
  }, 60_000);

  test('the auditor finds nothing', async () => {
    const report = faults(await verify(db));
    expect(report).toEqual([]);
  });

  test('a database with people in it is left alone', async () => {
    const before = await db('users').count();
    const put = async () => {
      throw new Error('nothing may be put');
    };
    expect(await seedDemo({ db, put, hashPassword: async () => 'hash', now })).toBeNull();
    expect(await db('users').count()).toEqual(before);
  });

  test('every account of the table can be found', async () => {
    const emails = DEMO_ACCOUNTS.map(account => account.email);
    expect(await db('users').whereIn('email', emails).pluck('email')).toHaveLength(emails.length);
  });
});
