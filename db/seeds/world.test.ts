import { expect, test } from 'vitest';
import { testDatabase } from '../testing.ts';
import { plantWorld, WORLD } from './world.ts';

const db = await testDatabase();

test('the world is planted into an empty database, its stock explained by movements', async () => {
  const world = await plantWorld(db);
  expect(world).toBe(WORLD);
  const espresso = await db('variants').where({ id: world.variants.espressoSmall }).first();
  expect(espresso).toMatchObject({ sku: 'ESP-250', retail_price_cents: 990, wholesale_price_cents: 600, case_pack: 6 });
  const unexplained = await db.raw(
    `select variant_id from stock s where on_hand <>
       (select coalesce(sum(quantity), 0) from stock_movements m where m.variant_id = s.variant_id)`,
  );
  expect(unexplained.rows).toEqual([]);
});
