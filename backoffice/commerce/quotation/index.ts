export * from './answering.ts';
export * from './asking.ts';
export * from './locking.ts';
export * from './reading.ts';
export * from './rules.ts';
