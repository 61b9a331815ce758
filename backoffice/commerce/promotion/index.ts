export * from './best.ts';
export * from './queries.ts';
export * from './rules.ts';
