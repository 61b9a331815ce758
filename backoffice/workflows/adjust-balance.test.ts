import { beforeEach, describe, expect, test } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { askToAdjust, decideOnAdjustment } from './adjust-balance.ts';
import { payOutWholesalers } from './pay-out-wholesalers.ts';
import { clearPayouts, earn, FIRST_NIGHT, payoutRig } from './payouts.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const { roastery } = WORLD.wholesalers;
const finance = { userId: WORLD.users.finance, role: 'finance' };
const controller = { userId: WORLD.users.controller, role: 'finance' };
const booked = async () =>
  (await db('ledger_transactions').where('cause', 'like', 'adjustment:%').count())[0]!.count as unknown as number;

beforeEach(async () => {
  await db('adjustments').delete();
  await clearPayouts(db);
});

const asking = async (amountCents: number, reason = 'Broken on our way') => {
  const rig = await payoutRig(db);
  const ask = { wholesalerId: roastery, amountCents, reason, actor: finance };
  return { rig, ask, id: (await askToAdjust(rig.services, ask)).id };
};

describe('an adjustment', () => {
  test.each([
    ['a credit', 2_500, 12_500],
    ['a charge', -2_500, 7_500],
  ])('%s is booked when a second person agrees, and is in the next payout', async (_, amountCents, paid) => {
    const { rig, id } = await asking(amountCents);
    await earn(db, roastery, 10_000);
    expect(await booked()).toBe(0);
    expect(await decideOnAdjustment(rig.services, { id, isApproved: true, actor: controller })).toEqual({
      status: 'posted',
    });
    await payOutWholesalers(rig.services, { date: FIRST_NIGHT, requestedBy: null });
    expect(rig.transferred()).toEqual([['acct_roastery', paid]]);
    expect(faults(await verify(db))).toEqual([]);
  });

  test('is not agreed to by who asked for it, nor twice, nor after it was declined', async () => {
    const { rig, ask, id } = await asking(100);
    const decide = (actor: typeof finance, isApproved = true, which = id) =>
      decideOnAdjustment(rig.services, { id: which, isApproved, actor });
    await expect(decide(finance)).rejects.toMatchObject({ code: 'second_person' });
    const both = await Promise.allSettled([decide(controller), decide(controller)]);
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await booked()).toBe(1);
    const second = (await askToAdjust(rig.services, ask)).id;
    expect(await decide(finance, false, second)).toEqual({ status: 'declined' });
    await expect(decide(controller, true, second)).rejects.toMatchObject({ code: 'not_proposed' });
    expect(await booked()).toBe(1);
  });

  test('needs a reason, an amount and a wholesaler', async () => {
    const { rig, ask } = await asking(100);
    for (const [change, code] of [
      [{ reason: ' ' }, 'reason_missing'],
      [{ amountCents: 0 }, 'amount_missing'],
      [{ amountCents: 0.5 }, 'amount_missing'],
    ] as const)
      await expect(askToAdjust(rig.services, { ...ask, ...change })).rejects.toMatchObject({ details: [{ code }] });
    const nobody = '01900000-0000-7000-8000-000000000001';
    await expect(askToAdjust(rig.services, { ...ask, wholesalerId: nobody })).rejects.toMatchObject({
      kind: 'not_found',
    });
  });

  test('leaves what was and what is in the audit log', async () => {
    const { rig, id } = await asking(2_500);
    await decideOnAdjustment(rig.services, { id, isApproved: true, actor: controller });
    const rows = await db('audit_log').where({ subject_id: id }).orderBy('id');
    expect(
      rows.map(({ action, actor_id, before, after, reason }) => ({ action, actor_id, before, after, reason })),
    ).toEqual([
      {
        ...{ action: 'propose.adjustment', actor_id: finance.userId, before: null, reason: 'Broken on our way' },
        after: { status: 'proposed', wholesalerId: roastery, currency: 'EUR', amountCents: 2_500 },
      },
      {
        ...{ action: 'approve.adjustment', actor_id: controller.userId, reason: 'Broken on our way' },
        before: { status: 'proposed', availableCents: 0 },
        after: { status: 'posted', availableCents: 2_500, ledgerTransactionId: expect.any(String) },
      },
    ]);
  });

  test('of another amount than is booked is found by the auditor', async () => {
    const { rig, id } = await asking(2_500);
    await decideOnAdjustment(rig.services, { id, isApproved: true, actor: controller });
    await db('adjustments').where({ id }).update({ amount_cents: 2_600 });
    expect(faults(await verify(db)).map(({ check }) => check)).toEqual(['ledger_holds_every_adjustment']);
    await db('adjustments').delete();
    expect(faults(await verify(db)).map(({ check }) => check)).toEqual(['ledger_holds_every_adjustment']);
  });

  test('of one person is refused by the database', async () => {
    const { id } = await asking(100);
    const ledger_transaction_id = await anyTransaction();
    const own = { status: 'posted', decided_by: finance.userId, decided_at: new Date(), ledger_transaction_id };
    await expect(db('adjustments').where({ id }).update(own)).rejects.toThrow(/check constraint/);
  });
});

async function anyTransaction(): Promise<string> {
  await earn(db, roastery, 100);
  return (await db('ledger_transactions').first('id')).id;
}
