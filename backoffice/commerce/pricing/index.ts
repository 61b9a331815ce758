export * from './fill-up.ts';
export * from './ladder.ts';
export * from './lists.ts';
export * from './quantity.ts';
export { readLadders, replaceTiers, TIERS_OF_VARIANT } from './queries.ts';
