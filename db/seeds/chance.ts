import { createHash } from 'node:crypto';

/** Numbers in [0, 1) that are the same at every run (mulberry32). */
export type Chance = () => number;

export function chanceFrom(seed: string): Chance {
  let state = createHash('sha256').update(seed).digest().readUInt32LE();
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(chance: Chance, from: readonly T[]): T => from[Math.floor(chance() * from.length)]!;

/** Both ends included. */
export const between = (chance: Chance, low: number, high: number) => low + Math.floor(chance() * (high - low + 1));

/** An id that is the same at every run, so that a first start that was killed finds its own pictures again. */
export function stableId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `019b0000-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
}
