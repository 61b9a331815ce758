import { describe, expect, it } from 'vitest';
import { sayDisabled, sayField, sayRequirements } from './requirements.ts';

describe('what Stripe still needs', () => {
  it.each([
    ['external_account', 'A bank account to pay to'],
    ['company.tax_id', 'The tax number of your company'],
    ['company.address.postal_code', 'Address of your company'],
    ['person_1Nv0.dob.day', 'Date of birth of a person of your company'],
    [
      'representative.verification.document',
      'An identity document or extract of the person who represents your company',
    ],
    ['individual.first_name', 'First name of yourself'],
    ['owners.email', 'Mail address of an owner of your company'],
    ['directors.future_field.kind', 'Future field kind of a director of your company'],
    ['something_new.of_2027', 'Something new of 2027'],
    ['interv_abc', 'Interv abc'],
  ])('%s reads: %s', (field, label) => expect(sayField(field)).toBe(label));

  it('is a list by urgency, each thing once, with its deadline and what was wrong', () => {
    const deadline = '2026-12-01T00:00:00.000Z';
    const errors = [{ requirement: 'company.tax_id', code: 'invalid_tax_id', reason: 'The number is not known.' }];
    expect(
      sayRequirements({
        pastDue: ['company.tax_id'],
        currentlyDue: ['company.tax_id', 'person_1.dob.day', 'person_1.dob.month'],
        pendingVerification: ['company.verification.document'],
        eventuallyDue: ['person_1.dob.day', 'business_profile.url'],
        deadline,
        errors,
      }),
    ).toEqual([
      {
        label: 'The tax number of your company',
        urgency: 'overdue',
        deadline: null,
        problem: 'The number is not known.',
      },
      { label: 'Date of birth of a person of your company', urgency: 'now', deadline, problem: null },
      { label: 'An identity document or extract of your company', urgency: 'review', deadline: null, problem: null },
      { label: 'Your website', urgency: 'later', deadline: null, problem: null },
    ]);
    expect(sayRequirements({})).toEqual([]);
  });

  it('and why it stopped payouts, also for a reason that is new to us', () => {
    expect(sayDisabled(null)).toBeNull();
    expect(sayDisabled('rejected.fraud')).toMatch(/Write to us/);
    expect(sayDisabled('brand_new.reason_code')).toBe('Stripe has stopped payouts: brand new reason code.');
  });
});
