import { expect, it } from 'vitest';
import { plainTaxId, taxIdProblem } from './rules.ts';

it.each([
  ['DE', 'DE 123 456 789'],
  ['AT', 'ATU12345678'],
  ['NL', 'nl123456789b01'],
  ['US', '12-3456789'],
  ['CH', 'CHE-123.456.789 MWST'.replaceAll('-', '')],
  ['JP', '1234567890123'],
])('%s accepts %s', (country, taxId) => expect(taxIdProblem(country, taxId)).toBeNull());

it.each([
  ['DE', 'DE12345678'],
  ['FR', 'DE123456789'],
  ['US', '1-23456789'],
  ['JP', 'x y'],
])('%s refuses %s and names the field', (country, taxId) =>
  expect(taxIdProblem(country, taxId)).toMatchObject({ code: 'tax_id_form', subject: 'taxId' }),
);

it('stores one spelling', () => expect(plainTaxId('de 123.456 789')).toBe('DE123456789'));
