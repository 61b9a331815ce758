import { describe, expect, test } from 'vitest';
import { openShop } from '#backoffice/http/shop.testing.ts';
import { WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { plantPanel } from './scoping.testing.ts';

const db = await testDatabase();
await plantPanel(db);
const { createAdmin } = await import('./index.ts');
const shop = await openShop(db, { openPanel: createAdmin });
const signedIn = async (email: string) => {
  const visitor = shop.visitor();
  expect((await visitor.signIn(email, WORLD_PASSWORD)).status).toBe(200);
  return async (page: string) => (await visitor.ask('GET', `/admin/api/pages/${page}`)).body;
};
const emailOf = async (id: string) => (await db('users').where({ id }).first('email')).email as string;
const finance = await signedIn(await emailOf(WORLD.users.finance));
const roaster = await signedIn(await emailOf(WORLD.users.roaster));
const { roastery, pottery } = WORLD.wholesalers;
const accountOf = async (wholesaler_id: string) =>
  (await db('ledger_accounts').where({ wholesaler_id, kind: 'wholesaler_pending' }).first('id')).id as string;

describe('the statement of an account', () => {
  const period = 'from=2026-01-01&to=2026-12-31';

  test('is read by its wholesaler and by finance, and does not exist for another', async () => {
    const [own, foreign] = [await accountOf(roastery), await accountOf(pottery)];
    const mine = await roaster(`statement?account=${own}&${period}`);
    expect([mine.account.id, mine.entries.length]).toEqual([own, 1]);
    expect(await roaster(`statement?account=${foreign}&${period}`)).toMatchObject({ account: null, entries: [] });
    expect((await finance(`statement?account=${foreign}&${period}`)).entries.length).toBe(1);
  });

  test('of the platform is not a wholesaler’s, and without a name it is the wholesaler’s first', async () => {
    const { id } = await db('ledger_accounts').where({ kind: 'commission_revenue' }).first('id');
    expect((await roaster(`statement?account=${id}`)).account).toBeNull();
    expect((await roaster('statement')).account.wholesalerId).toBe(roastery);
  });

  test.each(['account=1%27', 'from=yesterday&to=2026-02-31', 'entry=x&balance=y', 'account[]=1'])(
    'takes %s for nothing',
    async query => expect((await finance(`statement?${query}`)).entries).toEqual([]),
  );
});

describe('a balance', () => {
  test('is its wholesaler’s, whatever it asks for, and of any wholesaler for finance', async () => {
    const { name } = await db('wholesalers').where({ id: pottery }).first('name');
    expect((await roaster(`balance?wholesaler=${pottery}`)).balance).toMatchObject({
      wholesalerId: roastery,
      isStaff: false,
    });
    expect((await finance(`balance?wholesaler=${pottery}`)).balance).toMatchObject({ name, isStaff: true });
    const choice = (await finance(`balance?name=${encodeURIComponent(name.slice(0, 4).toUpperCase())}`)).choice;
    expect(choice).toContainEqual({ id: pottery, name });
    expect(await finance('balance?wholesaler=1%27')).toMatchObject({ choice: expect.any(Array) });
  });

  test.each(['pending', 'reserve'] as const)('opens what is %s into entries that sum to it', async bucket => {
    const { balance } = await roaster('balance');
    const { entries } = await roaster(`balance?bucket=${bucket}&from=&to=never&after=x`);
    const sum = entries.items.reduce((total: number, entry: { amountCents: number }) => total + entry.amountCents, 0);
    expect(sum).toBe(balance[`${bucket}Cents`]);
  });

  test('tells another wholesaler’s entries to nobody but staff', async () => {
    const ids = async (answer: Promise<{ entries: { items: { id: string }[] } }>) =>
      (await answer).entries.items.map(entry => entry.id);
    const foreign = await ids(finance(`balance?wholesaler=${pottery}&bucket=pending`));
    expect(foreign.length).toBeGreaterThan(0);
    const own = await ids(roaster(`balance?wholesaler=${pottery}&bucket=pending`));
    expect(own.filter(id => foreign.includes(id))).toEqual([]);
  });
});

describe('the trial balance', () => {
  test('sums to zero, and opens into its accounts', async () => {
    const { rows } = await finance('trialBalance?date=2026-12-31');
    expect(rows.reduce((total: number, row: { balanceCents: number }) => total + row.balanceCents, 0)).toBe(0);
    const { accounts } = await finance('trialBalance?date=2026-12-31&kind=wholesaler_pending');
    expect(accounts.length).toBe(2);
  });
});

test('a wholesaler reads the rates that apply to it, not another’s', async () => {
  const mine = await roaster('commission');
  const ids = mine.rules.map((rule: { id: string }) => rule.id);
  const own = await db('commission_rules').where({ wholesaler_id: roastery }).pluck('id');
  const foreign = await db('commission_rules').where({ wholesaler_id: pottery }).pluck('id');
  expect(ids).toEqual(expect.arrayContaining([...own, WORLD.commissionRules.platform]));
  expect(ids.filter((id: string) => foreign.includes(id))).toEqual([]);
  expect(mine.rules.at(-1)).toMatchObject({ isOwn: false, category: null, terms: '12 %' });
  expect(await finance('commission')).toMatchObject({ isWholesaler: false, rules: [] });
});

test('a commission invoice is its wholesaler’s and finance’s', async () => {
  const visitor = shop.visitor();
  await visitor.signIn(await emailOf(WORLD.users.roaster), WORLD_PASSWORD);
  const { id } = await db('commission_invoices').where({ wholesaler_id: pottery }).first('id');
  expect((await visitor.ask('GET', `/api/wholesaler/commission-invoices/${id}/pdf`)).status).toBe(404);
  expect((await visitor.ask('GET', `/api/admin/commission-invoices/${id}/pdf`)).status).toBe(403);
});

test('pages of finance tell a wholesaler nothing', async () => {
  expect(await roaster('trialBalance?kind=wholesaler_pending')).toMatchObject({ rows: [], accounts: [] });
  expect(await roaster('reconciliation')).toMatchObject({ runs: [], differences: [] });
  expect(await roaster('reports')).toMatchObject({ reports: [] });
});

test('the desk shows what is open, why, and what was compared', async () => {
  expect(await finance('reconciliation')).toMatchObject({
    open: 1,
    runs: [{ status: 'reading' }],
    differences: [{ kind: 'unknown_to_us', movement: 'fee', processorCents: -200, explanation: 'A fee' }],
  });
});

describe('account numbers', () => {
  const ask = async (number: string) => {
    const visitor = shop.visitor();
    await visitor.signIn(await emailOf(WORLD.users.finance), WORLD_PASSWORD);
    const { id } = await db('accounting_accounts').where({ kind: 'bank' }).first('id');
    return visitor.ask('POST', `/admin/api/resources/accounting_accounts/records/${id}/edit`, { number });
  };

  test('are set by finance, and the audit log says by whom and from what', async () => {
    expect((await ask('1800')).body.notice.type).toBe('success');
    expect(await db('accounting_accounts').where({ kind: 'bank' }).first('number')).toEqual({ number: '1800' });
    expect(await db('audit_log').where({ action: 'edit.accounting_accounts' }).first()).toMatchObject({
      actor_id: WORLD.users.finance,
      before: { number: '1200' },
      after: { number: '1800' },
    });
  });

  test('are digits', async () => {
    const { status, body } = await ask('bank');
    expect([status, body.notice.type]).toEqual([200, 'error']);
    expect(await db('accounting_accounts').where({ kind: 'bank' }).first('number')).toEqual({ number: '1800' });
  });
});
