import { expect, test } from 'vitest';
import { plantPlacedOrder } from './seeds/world/placed-order.ts';
import { plantWorld, WORLD } from './seeds/world.ts';
import { testDatabase } from './testing.ts';
import { faults, verify } from './verify.ts';

const db = await testDatabase();
await plantWorld(db);

const found = async () => faults(await verify(db)).map(finding => finding.check);

test('a placed order breaks no rule', async () => {
  await plantPlacedOrder(
    db,
    [
      {
        wholesalerId: WORLD.wholesalers.roastery,
        lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 6, unitPriceCents: 990 }],
      },
      {
        wholesalerId: WORLD.wholesalers.pottery,
        lines: [{ variantId: WORLD.variants.mugSand, quantity: 2, unitPriceCents: 2400 }],
      },
    ],
    new Date(),
  );
  expect(faults(await verify(db))).toEqual([]);
});

// Each slip as someone with a psql prompt could make it, where no constraint stands in the way.
test.each([
  [
    'units that nothing holds',
    'update stock set reserved = reserved + 1 where variant_id = (select variant_id from reservations limit 1)',
    ['stock_reserved_is_open_reservations'],
  ],
  ['a shelf without its movement', 'update stock set on_hand = on_hand + 1', ['stock_movements_come_to_on_hand']],
  [
    'a line that lost its reservation',
    "update reservations set status = 'released'",
    ['reservation_of_every_paid_line', 'stock_reserved_is_open_reservations'],
  ],
  [
    'a part that is dearer than its lines',
    "update wholesaler_orders set goods_cents = goods_cents + 100, total_cents = total_cents + 100 where number like '%-1'",
    ['ledger_holds_every_placed_part', 'order_part_is_its_lines', 'order_total_is_its_parts'],
  ],
  [
    'a tax that is not its rate',
    'update order_lines set tax_cents = tax_cents + 1',
    ['commission_of_every_placed_line', 'order_line_tax_is_its_rate', 'order_part_is_its_lines'],
  ],
  ['a payment that is less', 'update payments set captured_cents = captured_cents - 1', ['order_is_paid_or_on_terms']],
  [
    'a status written over',
    "alter table orders disable trigger orders_machine; update orders set status = 'expired'",
    ['order_status_follows_its_parts', 'status_is_where_its_path_ends'],
  ],
])('%s is found', async (_, slip, checks) => {
  const trx = await db.transaction();
  await trx.raw(slip);
  const findings = await verify(trx as never);
  expect(faults(findings).map(finding => finding.check)).toEqual(expect.arrayContaining(checks));
  await trx.rollback();
  expect(await found()).toEqual([]);
});
