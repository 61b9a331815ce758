import { beforeEach, describe, expect, it } from 'vitest';
import { isNative, testDatabase } from '#db/testing.ts';
import { finishRun, missedSlots, takeSlot } from './index.ts';

const db = await testDatabase();
beforeEach(() => db('job_runs').delete());

const slot = { job: 'pay-out-wholesalers', slot: new Date('2026-03-20T02:00:00Z') };
const at = (time: string) => new Date(`2026-03-20T${time}Z`);
const lease = (holder: string, from: string, until: string) => ({ holder, at: at(from), until: at(until) });
const first = lease('one', '02:00:00', '02:10:00');

describe('a slot', () => {
  it('is run by whoever writes it first', async () => {
    expect(await takeSlot(db, slot, first)).toEqual(expect.any(String));
    expect(await takeSlot(db, slot, lease('two', '02:00:01', '02:10:01'))).toBeNull();
  });

  it('of a process that died is taken over when its lease has run out, and its late result is refused', async () => {
    const id = await takeSlot(db, slot, first);
    expect(await takeSlot(db, slot, lease('two', '02:10:01', '02:20:00'))).toBe(id);
    expect(await finishRun(db, { id: id!, holder: 'one', at: at('02:11:00'), summary: {} })).toBe(false);
    expect(await finishRun(db, { id: id!, holder: 'two', at: at('02:12:00'), summary: { paid: 3 } })).toBe(true);
    expect(await db('job_runs').first('status', 'summary')).toEqual({ status: 'succeeded', summary: { paid: 3 } });
  });

  it('that succeeded is never run again; one that failed is', async () => {
    const id = await takeSlot(db, slot, first);
    await finishRun(db, { id: id!, holder: 'one', at: at('02:01:00'), error: 'The database was away' });
    expect(await takeSlot(db, slot, lease('two', '02:05:00', '02:15:00'))).toBe(id);
    await finishRun(db, { id: id!, holder: 'two', at: at('02:06:00'), summary: null });
    expect(await takeSlot(db, slot, lease('three', '09:00:00', '09:10:00'))).toBeNull();
  });

  if (isNative)
    it('is won by one of twenty at once', async () => {
      const taken = await Promise.all(
        Array.from({ length: 20 }, (_, n) => takeSlot(db, slot, { ...first, holder: `${n}` })),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
    });
});

describe('missed slots', () => {
  const today = { ...slot, slot: new Date('2026-03-21T02:00:00Z') };
  const noon = new Date('2026-03-21T12:00:00Z');

  it('a new house has missed nothing', async () => {
    expect(await missedSlots(db, [today], noon)).toEqual([]);
  });

  it('a night without power is made up for, once', async () => {
    const id = await takeSlot(db, slot, first);
    await finishRun(db, { id: id!, holder: 'one', at: at('02:01:00'), summary: null });
    expect(await missedSlots(db, [today], noon)).toEqual(['pay-out-wholesalers']);
    await takeSlot(db, today, { holder: 'two', at: noon, until: new Date('2026-03-21T12:10:00Z') });
    expect(await missedSlots(db, [today], noon)).toEqual([]);
    expect(await missedSlots(db, [today], new Date('2026-03-21T13:00:00Z'))).toEqual(['pay-out-wholesalers']);
  });
});
