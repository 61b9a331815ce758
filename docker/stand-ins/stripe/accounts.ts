import type { Call, Endpoints } from './endpoint.ts';
import { allowOnly, type Form, metadata, requiredText, text } from './form.ts';
import { PAGING, page } from './lists.ts';
import { noSuch, Refusal } from './refusal.ts';
import type { Account, Requirements } from './shapes.ts';
import { type Desk, newId } from './state.ts';

export const accountEndpoints: Endpoints = {
  'POST /v1/accounts': (desk, { form }) => {
    allowOnly(form, PARAMETERS.split(' '));
    return openAccount(desk, newId('acct_1', 15), form);
  },
  'GET /v1/accounts': (desk, { form }) => {
    allowOnly(form, PAGING);
    return page(Object.values(desk.state.accounts), form, '/v1/accounts');
  },
  'GET /v1/accounts/:id': (desk, { id }) => findAccount(desk, id),
  'POST /v1/account_links': createLink,
};

const PARAMETERS = 'type controller country email capabilities business_profile business_type metadata settings';

/** What an account has to tell before money can be sent to it. */
const ASKED = ['business_type', 'company.name', 'company.tax_id', 'external_account', 'tos_acceptance.date'];
const LINK_LIVES_SECONDS = 5 * 60;

export function findAccount(desk: Desk, id: string): Account {
  const account = desk.state.accounts[id];
  if (!account) {
    const message = `The provided key does not have access to account '${id}' (or that account does not exist).`;
    throw new Refusal(403, { code: 'account_invalid', message, isValidation: true });
  }
  return account;
}

/** A new account that has told nothing yet. */
export function openAccount(desk: Desk, id: string, form: Form): Account {
  const controller = form.controller as Form | undefined;
  const account = Object.assign(
    { type: controller ? 'none' : (text(form, 'type') ?? 'standard'), settings: SETTINGS },
    {
      id,
      object: 'account',
      business_profile: { ...PROFILE, name: text(form, 'business_profile.name') },
      business_type: text(form, 'business_type'),
      capabilities: { transfers: 'inactive' as const },
      charges_enabled: false,
      controller: { ...controller, is_controller: true, type: 'application' },
      country: text(form, 'country') ?? 'IE',
      created: desk.now(),
      default_currency: 'eur',
      details_submitted: false,
      email: text(form, 'email'),
      external_accounts: {
        object: 'list' as const,
        data: [],
        has_more: false,
        url: `/v1/accounts/${id}/external_accounts`,
      },
      future_requirements: requirements([]),
      metadata: metadata(form),
      payouts_enabled: false,
      requirements: requirements(ASKED, 'requirements.past_due'),
      tos_acceptance: { date: null, ip: null, user_agent: null },
    },
  );
  desk.state.accounts[id] = account;
  return account;
}

/** The wholesaler told everything: money can be sent. */
export function completeAccount(desk: Desk, account: Account, company: { name?: string; type?: string } = {}): Account {
  if (company.name) account.business_profile.name = company.name;
  account.business_type = company.type ?? 'company';
  account.details_submitted = true;
  return update(desk, account, { transfers: 'active', payouts_enabled: true, requirements: requirements([]) });
}

/** Stripe wants to know more; until then nothing is sent. */
export function restrictAccount(
  desk: Desk,
  account: Account,
  { due = ['company.verification.document'], reason = 'requirements.past_due' } = {},
): Account {
  const restricted = { ...requirements(due, reason), past_due: due };
  return update(desk, account, { transfers: 'inactive', payouts_enabled: false, requirements: restricted });
}

/** A bank account for one more currency; the platform hears of it on the Connect endpoint. */
export function addBankAccount(desk: Desk, account: Account, currency: string): Account {
  const number = account.external_accounts.data.length + 1;
  const bank = {
    id: `ba_${account.id.slice(5)}_${number}`,
    object: 'bank_account' as const,
    account: account.id,
    country: account.country,
    currency,
    default_for_currency: true,
    last4: '6789',
    status: 'new',
  };
  account.external_accounts.data.push(bank);
  desk.emit('account.external_account.created', bank, { account: account.id });
  desk.changed();
  return account;
}

/** The wholesaler cut the connection: the platform is told, and can reach the account no more. */
export function disconnectAccount(desk: Desk, { id }: Account): void {
  delete desk.state.accounts[id];
  desk.emit(
    'account.application.deauthorized',
    { id: 'ca_stackr', object: 'application', name: desk.businessName },
    { account: id },
  );
  desk.changed();
}

function update(
  desk: Desk,
  account: Account,
  to: { transfers: 'active' | 'inactive'; payouts_enabled: boolean; requirements: Requirements },
): Account {
  const previous = { payouts_enabled: account.payouts_enabled, requirements: account.requirements };
  account.capabilities.transfers = to.transfers;
  account.payouts_enabled = to.payouts_enabled;
  account.requirements = to.requirements;
  desk.emit('account.updated', account, { account: account.id, previous });
  desk.changed();
  return account;
}

function createLink(desk: Desk, { form }: Call): object {
  allowOnly(form, ['account', 'refresh_url', 'return_url', 'type', 'collection_options', 'collect']);
  const account = findAccount(desk, requiredText(form, 'account'));
  if (requiredText(form, 'type') !== 'account_onboarding') {
    const message = 'The stand-in makes links of the type account_onboarding only.';
    throw new Refusal(400, { param: 'type', message, isValidation: true });
  }
  const token = newId('', 12);
  const created = desk.now();
  const expires_at = created + LINK_LIVES_SECONDS;
  desk.state.accountLinks[token] = {
    account: account.id,
    refresh_url: requiredText(form, 'refresh_url'),
    return_url: requiredText(form, 'return_url'),
    expires_at,
    isUsed: false,
  };
  return { object: 'account_link', created, expires_at, url: `${desk.publicUrl()}/setup/${account.id}/${token}` };
}

export function requireDestination(desk: Desk, id: string): Account {
  const account = desk.state.accounts[id];
  if (!account) throw noSuch('destination', id, { param: 'destination', status: 400 });
  if (account.capabilities.transfers === 'active') return account;
  throw new Refusal(400, {
    code: 'insufficient_capabilities_for_transfer',
    message:
      'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
  });
}

function requirements(due: string[], disabled_reason: string | null = null): Requirements {
  const nothing = { alternatives: [], errors: [], past_due: [], pending_verification: [] };
  return { ...nothing, current_deadline: null, currently_due: due, disabled_reason, eventually_due: due };
}

const PROFILE = {
  mcc: null,
  product_description: null,
  support_address: null,
  support_email: null,
  support_phone: null,
  support_url: null,
  url: null,
};
const SETTINGS = {
  branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
  card_payments: { statement_descriptor_prefix: null },
  dashboard: { display_name: null, timezone: 'Etc/UTC' },
  payments: { statement_descriptor: null, statement_descriptor_kana: null, statement_descriptor_kanji: null },
  payouts: {
    debit_negative_balances: true,
    schedule: { delay_days: 7, interval: 'daily' },
    statement_descriptor: null,
  },
};
