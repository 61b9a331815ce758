import { beforeEach, describe, expect, it } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { countQueries, isNative, testDatabase } from '#db/testing.ts';
import { CANDLES, plantBareOrders } from './orders.testing.ts';
import { commitReservations, releaseStock } from './release.ts';
import { reserveStock } from './reserve.ts';

const db = await testDatabase({ poolSize: 20 });
await plantWorld(db);
const [fig, cedar] = CANDLES as [string, string];
const expiresAt = new Date('2026-03-01T10:30:00Z');

beforeEach(async () => {
  await db.raw('truncate orders, wholesaler_orders, order_lines, reservations cascade');
  await db('stock').update({ reserved: 0 });
  await db('stock').whereIn('variant_id', CANDLES).update({ on_hand: 10 });
});

const reserved = async (variantId: string) => (await db('stock').where({ variant_id: variantId }).first()).reserved;
const plantOne = async (lines: { variantId: string; quantity: number }[]) => (await plantBareOrders(db, [lines]))[0]!;

describe('reserving', () => {
  it('takes every line, in one statement', async () => {
    const { orderId, lines } = await plantOne([
      { variantId: fig, quantity: 4 },
      { variantId: cedar, quantity: 10 },
    ]);
    const { result, queries } = await countQueries(db, () => reserveStock(db, { orderId, lines, expiresAt }));
    expect(result).toEqual([]);
    expect(queries).toHaveLength(1);
    expect([await reserved(fig), await reserved(cedar)]).toEqual([4, 10]);
    expect(await db('reservations').where({ order_id: orderId }).pluck('status')).toEqual(['held', 'held']);
  });

  it('takes nothing when one line is short, and says how much is left of it', async () => {
    const { orderId, lines } = await plantOne([
      { variantId: fig, quantity: 4 },
      { variantId: cedar, quantity: 11 },
    ]);
    expect(await reserveStock(db, { orderId, lines, expiresAt })).toEqual([
      { variantId: cedar, availableQuantity: 10 },
    ]);
    expect([await reserved(fig), await reserved(cedar)]).toEqual([0, 0]);
    expect(await db('reservations')).toEqual([]);
  });

  it('sums lines of one variant', async () => {
    const { orderId, lines } = await plantOne([{ variantId: fig, quantity: 6 }]);
    const twice = [...lines, { ...lines[0]!, quantity: 5 }];
    expect(await reserveStock(db, { orderId, lines: twice, expiresAt })).toEqual([
      { variantId: fig, availableQuantity: 10 },
    ]);
  });

  it('names a variant that was never stocked', async () => {
    const { orderId, lines } = await plantOne([{ variantId: fig, quantity: 1 }]);
    await db('stock').where({ variant_id: cedar }).delete();
    const unknown = [{ ...lines[0]!, variantId: cedar }];
    expect(await reserveStock(db, { orderId, lines: unknown, expiresAt })).toEqual([
      { variantId: cedar, availableQuantity: 0 },
    ]);
    await db('stock').insert({ variant_id: cedar, on_hand: 10 });
  });

  it('released, the units are for sale again, once', async () => {
    const { orderId, lines } = await plantOne([{ variantId: fig, quantity: 4 }]);
    await reserveStock(db, { orderId, lines, expiresAt });
    await releaseStock(db, { orderId });
    await releaseStock(db, { orderId });
    expect(await reserved(fig)).toBe(0);
    expect(await commitReservations(db, orderId)).toBe(0);
  });
});

if (isNative)
  describe('a crowd', () => {
    it('500 buyers of 100 units: 100 get one, the others are told', async () => {
      await db('stock').where({ variant_id: fig }).update({ on_hand: 100 });
      const orders = await plantBareOrders(
        db,
        Array.from({ length: 500 }, () => [{ variantId: fig, quantity: 1 }]),
      );
      const answers = await Promise.all(
        orders.map(({ orderId, lines }) => reserveStock(db, { orderId, lines, expiresAt })),
      );
      expect(answers.filter(short => short.length === 0)).toHaveLength(100);
      expect(answers.filter(short => short[0]?.variantId === fig)).toHaveLength(400);
      expect(await reserved(fig)).toBe(100);
    });

    it('200 carts over scarce products in any order, some given up again: no deadlock, nothing in halves', async () => {
      const hot = [...CANDLES, WORLD.variants.matches];
      await db('stock').whereIn('variant_id', hot).update({ on_hand: 100 });
      const carts = Array.from({ length: 200 }, (_, index) =>
        hot
          .filter((_, position) => (index + position) % 4 !== 0)
          .map((variantId, position) => ({ variantId, quantity: 1 + ((index + position) % 3) })),
      );
      const orders = await plantBareOrders(db, carts);
      await Promise.all(
        orders.map(async ({ orderId, lines }, index) => {
          const shuffled = index % 2 ? lines : lines.toReversed();
          await db.transaction(trx => reserveStock(trx, { orderId, lines: shuffled, expiresAt }));
          if (index % 5 === 0) await releaseStock(db, { orderId });
        }),
      );
      const { rows } = await db.raw(
        `select s.variant_id from stock s
       where s.reserved <> (select coalesce(sum(quantity), 0) from reservations r where r.variant_id = s.variant_id and r.status = 'held')`,
      );
      expect(rows).toEqual([]);
      const { rows: halves } = await db.raw(
        `select l.order_id from order_lines l left join reservations r on r.order_line_id = l.id
       group by l.order_id having count(r.id) not in (0, count(l.id))`,
      );
      expect(halves).toEqual([]);
    });
  });
