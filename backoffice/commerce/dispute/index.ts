export * from './answers.ts';
export * from './desk.ts';
export * from './evidence.ts';
export * from './facts.ts';
export * from './frozen.ts';
export * from './queries.ts';
export * from './rules.ts';
export * from './words.ts';
