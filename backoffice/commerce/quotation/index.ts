export * from './locking.ts';
