/** What the processor says of an account beside whether it can be paid. Field names and codes are Stripe's. */
export interface AccountState {
  currentlyDue: string[];
  pastDue: string[];
  eventuallyDue: string[];
  pendingVerification: string[];
  disabledReason: string | null;
  /** ISO; until when what is currently due has to be there. */
  deadline: string | null;
  errors: { requirement: string; code: string; reason: string }[];
  /** Of the capability that lets money be sent to it. */
  transfers: string | null;
}

export interface Requirement {
  label: string;
  urgency: 'overdue' | 'now' | 'review' | 'later';
  /** ISO, of what is asked for now. */
  deadline: string | null;
  /** Why what was given did not do. */
  problem: string | null;
}

/** One row a thing to do, in the order of its urgency; what is asked for twice stands where it is most urgent. */
export function sayRequirements(state: Partial<AccountState>): Requirement[] {
  const groups: [Requirement['urgency'], string[]][] = [
    ['overdue', state.pastDue ?? []],
    ['now', state.currentlyDue ?? []],
    ['review', state.pendingVerification ?? []],
    ['later', state.eventuallyDue ?? []],
  ];
  const rows = new Map<string, Requirement>();
  for (const [urgency, fields] of groups)
    for (const field of fields) {
      const label = sayField(field);
      const problem = state.errors?.find(error => error.requirement === field)?.reason ?? null;
      const known = rows.get(label);
      if (known) known.problem ??= problem;
      else rows.set(label, { label, urgency, deadline: urgency === 'now' ? (state.deadline ?? null) : null, problem });
    }
  return [...rows.values()];
}

/** Why payouts do not go, in a sentence; null: Stripe stops nothing. A code we do not know is shown as words. */
export function sayDisabled(reason: string | null | undefined): string | null {
  if (!reason) return null;
  return DISABLED[reason] ?? `Stripe has stopped payouts: ${asWords(reason)}.`;
}

const DISABLED: Record<string, string> = {
  'requirements.past_due': 'Something Stripe asked for is overdue. Payouts go on as soon as it is there.',
  'requirements.pending_verification':
    'Stripe is checking what you sent. There is nothing to do; it usually takes a day or two.',
  'action_required.requested_capabilities': 'Stripe needs more information before it can pay you.',
  action_required: 'Stripe needs more information before it can pay you.',
  under_review: 'Stripe is looking at your account. There is nothing to do for now.',
  listed: 'Stripe is checking whether your name is on a list of people and companies it may not pay.',
  'rejected.fraud': 'Stripe has closed the account because it suspects fraud. Write to us.',
  'rejected.listed': 'Stripe has closed the account: it may not pay this person or company. Write to us.',
  'rejected.terms_of_service': 'Stripe has closed the account because its terms were broken. Write to us.',
  'rejected.platform_fraud': 'Stripe has closed the account because it suspects fraud. Write to us.',
  'rejected.other': 'Stripe has closed the account. Write to us.',
  platform_paused: 'The marketplace has paused the account at Stripe. Write to us.',
  account_disconnected: 'You have cut the connection to Stackr at Stripe. Set up payouts again to be paid.',
  other: 'Stripe has stopped payouts and says why in the letter it sent you.',
};

/** Stripe's field names as a person would ask for it: person_1.dob.day → 'Date of birth of a person of your company'. */
export function sayField(field: string): string {
  const whole = WHOLE[field];
  if (whole) return whole;
  const [owner, ...rest] = field.split('.');
  const of = owner!.startsWith('person_') ? ' of a person of your company' : OWNERS[owner!];
  if (of === undefined || rest.length === 0) return capital(asWords(field));
  const what = PARTS.find(([start]) => rest.join('.') === start || rest.join('.').startsWith(`${start}.`))?.[1];
  return `${what ?? capital(asWords(rest.join('.')))}${of}`;
}

const WHOLE: Record<string, string> = {
  external_account: 'A bank account to pay to',
  business_type: 'Whether you are a company or a sole trader',
  'business_profile.url': 'Your website',
  'business_profile.mcc': 'What kind of business you run',
  'business_profile.product_description': 'What you sell, in a sentence',
  'business_profile.support_phone': 'A telephone number for customers',
  'business_profile.support_email': 'A mail address for customers',
  'company.name': 'The registered name of your company',
  'company.tax_id': 'The tax number of your company',
  'company.vat_id': 'The VAT id of your company',
  'company.registration_number': 'The registration number of your company',
  'company.owners_provided': 'Confirmation that all owners are named',
  'company.directors_provided': 'Confirmation that all directors are named',
  'company.executives_provided': 'Confirmation that all managers are named',
  'tos_acceptance.date': 'Your acceptance of Stripe’s terms',
  'tos_acceptance.ip': 'Your acceptance of Stripe’s terms',
  'settings.payments.statement_descriptor': 'The name on your customers’ card statements',
};
const OWNERS: Record<string, string> = {
  company: ' of your company',
  individual: ' of yourself',
  representative: ' of the person who represents your company',
  relationship: ' of the person who represents your company',
  owners: ' of an owner of your company',
  directors: ' of a director of your company',
  executives: ' of a manager of your company',
};
const PARTS: [string, string][] = [
  ['verification.document', 'An identity document or extract'],
  ['verification.additional_document', 'A second document, such as a bill with the address'],
  ['verification.proof_of_liveness', 'A photo'],
  ['proof_of_liveness', 'A photo'],
  ['first_name', 'First name'],
  ['last_name', 'Last name'],
  ['dob', 'Date of birth'],
  ['address', 'Address'],
  ['registered_address', 'Registered address'],
  ['phone', 'Telephone number'],
  ['email', 'Mail address'],
  ['id_number', 'Identity number'],
  ['ssn_last_4', 'Last four digits of the social security number'],
  ['nationality', 'Nationality'],
  ['relationship.title', 'Job title'],
  ['relationship.percent_ownership', 'Share of the company'],
  ['relationship', 'Role'],
  ['tax_id', 'Tax number'],
];

const asWords = (code: string): string => code.replaceAll(/[._]+/g, ' ').trim();
const capital = (words: string): string => words.replace(/^./, letter => letter.toUpperCase());
