import { describe, expect, it } from 'vitest';
import { expectPayout } from './expected-payout.ts';

const placedAt = new Date('2026-03-02T09:00:00Z');
const now = new Date('2026-03-03T09:00:00Z');
const part = {
  status: 'placed',
  netCents: 10_000,
  placedAt,
  shippedAt: null,
  deliveredAt: null,
  estimatedDelivery: null,
  leadTimeDays: 2,
  holdDays: 7,
  reserveBp: 0,
  chargeAvailableOn: null,
  waitsForStore: false,
  isDisputed: false,
  payableOn: null,
  payoutNumber: null,
  paidOn: null,
};

describe('the payout of an order', () => {
  it('is an estimate before delivery: lead time, the road and the hold; closer once it is shipped', () => {
    expect(expectPayout(part, now)).toMatchObject({ netCents: 10_000, day: '2026-03-14', certainty: 'estimate' });
    const shipped = { ...part, status: 'shipped', shippedAt: now, estimatedDelivery: new Date('2026-03-05T12:00:00Z') };
    expect(expectPayout(shipped, now)).toMatchObject({ day: '2026-03-12', certainty: 'estimate' });
  });

  it('never expects a day that has gone by', () => {
    const late = new Date('2026-04-01T09:00:00Z');
    expect(expectPayout(part, late).day).toBe('2026-04-08');
  });

  it('is fixed by its delivery, and names its payout once it is sent', () => {
    const delivered = { ...part, status: 'delivered', deliveredAt: now, payableOn: '2026-03-10' };
    expect(expectPayout(delivered, now)).toMatchObject({ day: '2026-03-10', certainty: 'fixed' });
    const paid = { ...delivered, payoutNumber: 'P-1001', paidOn: '2026-03-10' };
    expect(expectPayout(paid, now)).toMatchObject({ certainty: 'paid', payoutNumber: 'P-1001' });
  });

  it('says what else it waits for, and what is kept in reserve', () => {
    expect(expectPayout({ ...part, waitsForStore: true }, now).note).toMatch(/store has paid/);
    expect(expectPayout({ ...part, isDisputed: true }, now).note).toMatch(/disputes/);
    expect(expectPayout({ ...part, reserveBp: 1_000 }, now).reserveCents).toBe(1_000);
  });

  it('is nothing of a cancelled part, or of a replacement', () => {
    for (const nothing of [{ status: 'cancelled' }, { netCents: 0 }])
      expect(expectPayout({ ...part, ...nothing }, now)).toMatchObject({ day: null, certainty: 'none' });
  });
});
