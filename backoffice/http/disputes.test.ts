import { beforeAll, describe, expect, it } from 'vitest';
import { tellDisputeDesk } from '#backoffice/workflows/edit-dispute-evidence.ts';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { openShop } from './shop.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const shop = await openShop(db);
const { roastery, pottery } = WORLD.wholesalers;
let fileId: string;

/** Two wholesalers' orders in one dispute; one of them has handed a file in. */
beforeAll(async () => {
  const line = (variantId: string) => [{ variantId, quantity: 2, unitPriceCents: 1_000 }];
  const order = await plantPlacedOrder(db, [
    { wholesalerId: roastery, lines: line(WORLD.variants.espressoSmall) },
    { wholesalerId: pottery, lines: line(WORLD.variants.mugSand) },
  ]);
  const payment = await db('payments').where({ order_id: order.orderId }).first('id');
  await db('disputes').insert({
    ...{ payment_id: payment.id, stripe_dispute_id: 'du_1', status: 'needs_response', reason: 'fraudulent' },
    ...{ currency: 'EUR', amount_cents: 4_000, stripe_updated_at: new Date() },
  });
  const part = await db('dispute_parts').where({ wholesaler_id: roastery }).first('id');
  await tellDisputeDesk(shop.services, {
    ...{
      partId: part.id,
      wholesalerId: roastery,
      message: '',
      actor: { userId: WORLD.users.roaster, role: 'wholesaler' },
    },
    file: { fileName: 'proof.pdf', content: Buffer.from('%PDF-1.7\n%%EOF'), field: 'shipping_documentation' },
  });
  ({ id: fileId } = await db('dispute_files').first());
});

const readAs = async (email: string | null, id = fileId) => {
  const visitor = shop.visitor();
  if (email) await visitor.signIn(email, WORLD_PASSWORD);
  return visitor.ask('GET', `/api/disputes/files/${id}`);
};

describe('a file of a dispute', () => {
  it.each(['ruth@roastery.example', 'finn@stackr.example', 'ada@stackr.example'])('is read by %s', async email => {
    const answer = await readAs(email);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(answer.headers.get('cache-control')).toContain('no-store');
  });

  it.each([
    ['another wholesaler in the same dispute', 'paul@pottery.example', 404],
    ['a store owner', 'olga@corner.example', 404],
    ['a customer', 'anna@example.org', 404],
    ['nobody who is signed in', null, 401],
  ])('is not there for %s', async (_who, email, status) => {
    expect((await readAs(email)).status).toBe(status);
  });

  it('that the desk added itself is not a wholesaler’s to read', async () => {
    await db('dispute_files').where({ id: fileId }).update({ dispute_part_id: null });
    expect((await readAs('ruth@roastery.example')).status).toBe(404);
    expect((await readAs('finn@stackr.example')).status).toBe(200);
  });
});
