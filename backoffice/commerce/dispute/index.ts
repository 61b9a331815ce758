export * from './queries.ts';
export * from './rules.ts';
