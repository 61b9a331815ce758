export type { TaxCategory, TaxTreatment } from '#backoffice/providers/tax/tax.ts';
export * from './queries.ts';
export * from './treatment.ts';
