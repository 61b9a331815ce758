import { beforeEach, describe, expect, it } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { placeOrder } from './place-order.ts';
import { BULK, clearSales, fillCart, guest, olga, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase({ poolSize: 20 });
await plantWorld(db);
const { services } = await sellingRig(db);
const { espressoSmall, espressoLarge, mugSand, candleFig } = WORLD.variants;

beforeEach(() => clearSales(db));

const soundness = async () => faults(await verify(db));
const reserved = async (variantId: string) => (await db('stock').where({ variant_id: variantId }).first()).reserved;

describe('a crowd', () => {
  it('twenty clicks at once are one order', async () => {
    await fillCart(db, olga, BULK);
    const request = orderOf(olga, { payment: 'terms', requestKey: 'crowd' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => placeOrder(services, request)));
    expect(new Set(answers.map(answer => answer.number)).size).toBe(1);
    expect(await reserved(espressoSmall)).toBe(24);
    expect(await soundness()).toEqual([]);
  });

  it('orders of one store at once never come to more than its credit', async () => {
    const members = await plantMembers(12);
    for (const owner of members) await fillCart(db, owner, [[candleFig, 10, 900]]);
    await db('stores').where({ id: olga.storeId }).update({ credit_limit_cents: 35_000 });
    const answers = await Promise.allSettled(
      members.map(owner => placeOrder(services, orderOf(owner, { payment: 'terms' }))),
    );
    await db('stores').where({ id: olga.storeId }).update({ credit_limit_cents: 500_000 });
    expect(answers.filter(answer => answer.status === 'fulfilled')).toHaveLength(3);
    expect(await reserved(candleFig)).toBe(30);
    expect(await soundness()).toEqual([]);
  });

  it('500 buyers of 100 units: exactly 100 orders, the others are told what is left', async () => {
    const buyers = await plantStores(500);
    await shelve(candleFig, 100);
    for (const owner of buyers) await fillCart(db, owner, [[candleFig, 1, 900]]);
    const started = performance.now();
    const answers = await Promise.all(
      buyers.map(owner => placeOrder(services, orderOf(owner, { payment: 'terms' })).catch(error => error)),
    );
    const took = performance.now() - started;
    const refused = answers.filter(answer => answer.kind === 'rule');
    expect(answers.filter(answer => answer.status === 'placed')).toHaveLength(100);
    expect(refused).toHaveLength(400);
    expect(new Set(refused.flatMap(one => one.details.map((reason: { code: string }) => reason.code)))).toEqual(
      new Set(['out_of_stock']),
    );
    expect(await reserved(candleFig)).toBe(100);
    expect(took).toBeLessThan(15_000);
    expect(await soundness()).toEqual([]);
  }, 60_000);

  it('200 carts over the same scarce products: no deadlock, nothing in halves', async () => {
    const buyers = Array.from({ length: 200 }, (_, index) => guest(`buyer ${index}`));
    const hot: [string, number][] = [
      [espressoSmall, 990],
      [mugSand, 2400],
      [candleFig, 1800],
      [espressoLarge, 2900],
    ];
    for (const [variantId] of hot) await shelve(variantId, 60);
    for (const [index, owner] of buyers.entries())
      await fillCart(
        db,
        owner,
        [0, 1, 2].map(step => {
          const [variantId, price] = hot[(index + step * (index % 2 ? 1 : 3)) % 4]!;
          return [variantId, 1 + ((index + step) % 2), price];
        }),
      );
    const answers = await Promise.all(buyers.map(owner => placeOrder(services, orderOf(owner)).catch(error => error)));
    const odd = answers.filter(answer => answer.status !== 'awaiting_payment' && answer.kind !== 'rule');
    expect(odd).toEqual([]);
    expect(await db('orders').where({ status: 'awaiting_payment' })).toHaveLength(
      answers.filter(answer => answer.status === 'awaiting_payment').length,
    );
    expect(await soundness()).toEqual([]);
  }, 60_000);
});

/** Members of olga's store, each with a cart of their own. */
async function plantMembers(count: number) {
  const users = await db('users')
    .insert(
      Array.from({ length: count }, (_, index) => ({
        name: `Buyer ${index}`,
        email: `buyer-${index}@corner.example`,
        role: 'store_owner',
      })),
    )
    .onConflict('email')
    .merge(['name'])
    .returning('id');
  return users.map(user => ({ ...olga, userId: user.id }));
}

/** Approved stores with credit and one buyer each. */
async function plantStores(count: number) {
  const buyers = (await plantMembers(count)).map(owner => ({ ...owner, storeId: owner.userId }));
  await db('stores').insert(
    buyers.map(({ storeId }, index) => ({
      id: storeId,
      name: `Store ${index}`,
      legal_name: `Store ${index}`,
      tax_id: `DE${900_000_000 + index}`,
      country: 'DE',
      status: 'approved',
      terms_days: 30,
      credit_limit_cents: 500_000,
    })),
  );
  return buyers;
}

async function shelve(variantId: string, units: number): Promise<void> {
  const [before] = await db('stock').where({ variant_id: variantId }).select('on_hand');
  await db('stock').where({ variant_id: variantId }).update({ on_hand: units });
  if (units !== before.on_hand)
    await db('stock_movements').insert({
      variant_id: variantId,
      quantity: units - before.on_hand,
      reason: 'corrected',
    });
}
