import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { latestSlot } from './cron.ts';
import { timetable } from './schedule.ts';

describe('the latest slot', () => {
  it.each([
    ['0 2 * * *', '2026-03-20T02:00:00.000Z', '2026-03-20T02:00:00.000Z'],
    ['0 2 * * *', '2026-03-20T01:59:59.999Z', '2026-03-19T02:00:00.000Z'],
    ['*/15 * * * *', '2026-03-20T10:44:12.000Z', '2026-03-20T10:30:00.000Z'],
    ['* * * * *', '2026-03-20T10:44:12.000Z', '2026-03-20T10:44:00.000Z'],
    ['5 * * * *', '2026-03-20T10:04:00.000Z', '2026-03-20T09:05:00.000Z'],
    ['0 0 1 * *', '2026-03-20T10:04:00.000Z', '2026-03-01T00:00:00.000Z'],
    ['0 6 * * 1', '2026-03-22T10:04:00.000Z', '2026-03-16T06:00:00.000Z'],
    ['0 2 * * *', '2026-03-29T02:30:00.000Z', '2026-03-29T02:00:00.000Z'],
  ])('of %s at %s is %s', (cron, at, slot) => expect(latestSlot(cron, new Date(at)).toISOString()).toBe(slot));

  it('of a day that never comes is a mistake', () => {
    expect(() => latestSlot('0 0 31 2 *', new Date())).toThrow('never calls');
  });
});

describe('the timetable', () => {
  it.each(timetable)('$name has its file, a cron that comes, and a reason', ({ name, cron, why }) => {
    const file = new URL(`./${name}.ts`, import.meta.url);
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThanOrEqual(16);
    expect(latestSlot(cron, new Date()).getTime()).toBeLessThanOrEqual(Date.now());
    expect(why).not.toBe('');
  });
});
