export * from './queries.ts';
export { plainTaxId, taxIdProblem } from './rules.ts';
