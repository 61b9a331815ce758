export * from './mending.ts';
export * from './queries.ts';
export * from './rules.ts';
