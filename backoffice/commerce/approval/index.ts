export * from './queries.ts';
export { type ApprovalLine, type AskedOrder, riseReason } from './rules.ts';
