import { type Form, text } from '../form.ts';
import type { Account } from '../shapes.ts';
import type { AccountLink } from '../state.ts';
import { alert, field, html, layout } from './layout.ts';

type OnboardingField = 'company' | 'taxId' | 'iban' | 'terms';

export interface OnboardingForm {
  values: Record<OnboardingField, string>;
  wrong: Partial<Record<OnboardingField, string>>;
  type: string;
  /** What Stripe makes of it. */
  outcome: 'verified' | 'document';
}

export function firstForm({ business_profile }: Account): OnboardingForm {
  const values = { company: business_profile.name ?? '', taxId: '', iban: 'DE89 3704 0044 0532 0130 00', terms: '' };
  return { values, wrong: {}, type: 'company', outcome: 'verified' };
}

export function readOnboarding(form: Form): OnboardingForm {
  const typed = (name: OnboardingField) => (text(form, name) ?? '').trim();
  const values = { company: typed('company'), taxId: typed('taxId'), iban: typed('iban'), terms: typed('terms') };
  const wrong: OnboardingForm['wrong'] = {};
  if (!values.company) wrong.company = 'Please tell the legal name.';
  if (!values.taxId) wrong.taxId = 'Please tell the registration or tax number; in a test any will do.';
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/i.test(values.iban.replaceAll(' ', ''))) wrong.iban = 'This is no IBAN.';
  if (!values.terms) wrong.terms = 'Please agree to the terms.';
  const outcome = text(form, 'outcome') === 'document' ? 'document' : 'verified';
  return { values, wrong, type: text(form, 'type') ?? 'company', outcome };
}

export interface OnboardingPage {
  action: string;
  account: Account;
  link: AccountLink;
  businessName: string;
  form: OnboardingForm;
}

export function onboardingPage({ action, account, link, businessName, form }: OnboardingPage): string {
  const { values, wrong } = form;
  const isWrong = Object.keys(wrong).length > 0;
  return layout({
    title: `${isWrong ? 'Not sent yet: ' : ''}Get paid by ${businessName}`,
    width: 'narrow',
    main: `<section class="card stack">
<a class="back" href="${html(link.return_url)}"><span aria-hidden="true">←</span> Back to ${html(businessName)}, finish later</a>
<h1 class="title">Get paid by ${html(businessName)}</h1>
<p class="muted">${html(businessName)} sends your earnings through Stripe. Tell us about your business and your bank account${account.email ? ` (${html(account.email)})` : ''}.</p>
<form method="post" action="${action}" novalidate>
${alert(isWrong ? 'Please look at the fields marked below.' : null)}
${businessType(form.type)}
${field({ name: 'company', label: 'Legal name', value: values.company, wrong: wrong.company, attributes: 'autocomplete="organization" required' })}
${field({ name: 'taxId', label: 'Registration or tax number', value: values.taxId, wrong: wrong.taxId, attributes: 'required' })}
${field({ name: 'iban', label: 'IBAN of your bank account', value: values.iban, wrong: wrong.iban, attributes: 'required' })}
${outcomes(form.outcome)}
<div><label class="choice"><input type="checkbox" name="terms" value="yes"${values.terms ? ' checked' : ''}${wrong.terms ? ' aria-invalid="true" aria-describedby="terms-wrong"' : ''}> <span>I agree to the connected account agreement</span></label>
${wrong.terms ? `<p class="wrong" id="terms-wrong">${wrong.terms}</p>` : ''}</div>
<button type="submit">Agree and submit</button>
</form>
</section>`,
  });
}

function businessType(chosen: string): string {
  const option = (value: string, label: string) =>
    `<option value="${value}"${value === chosen ? ' selected' : ''}>${label}</option>`;
  return `<div><label for="type">Type of business</label>
<select id="type" name="type">${option('company', 'Company')}${option('individual', 'Sole trader')}</select></div>`;
}

function outcomes(chosen: OnboardingForm['outcome']): string {
  const choice = (value: string, label: string) =>
    `<label class="choice"><input type="radio" name="outcome" value="${value}"${value === chosen ? ' checked' : ''}> <span>${label}</span></label>`;
  return `<fieldset><legend>What the check shall find (this is a test page)</legend>
${choice('verified', 'All in order: payouts are enabled')}
${choice('document', 'A document is missing: payouts stay blocked')}
</fieldset>`;
}
