import type { default as AdminJS, BaseResource } from 'adminjs';
import { describe, expect, test } from 'vitest';
import { type Answer, ORIGIN, openShop, type Visitor } from '#backoffice/http/shop.testing.ts';
import { WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { MAY_STEP, MAY_WRITE, OF_EVERYONE } from './scoping.expected.ts';
import { fingerprint, readOwnership } from './scoping.owners.testing.ts';
import { addressOf, GENERIC, isRefused, stolen } from './scoping.requests.testing.ts';
import { plantPanel } from './scoping.testing.ts';

// Every resource, action and page is found in the panel itself; who may do what is said a second time in scoping.expected.ts,
// and whose row is whose is found by foreign keys. So what is added to the panel is covered, or fails here until it is said.
const db = await testDatabase();
await plantPanel(db);
const { createPanel } = await import('./index.ts');
let admin: AdminJS;
const shop = await openShop(db, {
  openPanel: async services => {
    const panel = await createPanel(services);
    admin = panel.admin;
    return panel.router;
  },
});
const { ScopedResource } = await import('./scoped-resource.ts');

const { roastery, pottery, candlery } = WORLD.wholesalers;
const owners = await readOwnership(db);
const mine = await owners.idsOf(roastery);
const theirs = await owners.idsOf(pottery);
const others = new Set([...theirs.values(), ...(await owners.idsOf(candlery)).values()].flat());
for (const id of [...mine.values()].flat()) others.delete(id);
const canaries = [
  ...(await db('products').whereNot({ wholesaler_id: roastery }).pluck('title')),
  ...(await db('variants').whereNot({ wholesaler_id: roastery }).pluck('sku')),
  ...(await db('wholesalers').whereNot({ id: roastery }).pluck('name')),
];

const visitorOf = async (email: string): Promise<Visitor> => {
  const visitor = shop.visitor();
  expect((await visitor.signIn(email, WORLD_PASSWORD)).status).toBe(200);
  return visitor;
};
const visitors = {
  guest: shop.visitor(),
  customer: await visitorOf('anna@example.org'),
  'store owner': await visitorOf('olga@corner.example'),
  wholesaler: await visitorOf('ruth@roastery.example'),
  admin: await visitorOf('ada@stackr.example'),
  finance: await visitorOf('finn@stackr.example'),
};
type Staff = 'wholesaler' | 'admin' | 'finance';

const resources = admin!.resources.map(resource => ({
  table: resource.id(),
  resource: resource as BaseResource & InstanceType<typeof ScopedResource>,
  actions: Object.values(resource.decorate().actions).map(action => action.toJSON()),
}));
const pages = Object.keys(admin!.options.pages ?? {});

const rowOf = async (table: string, of: Map<string, string[]>): Promise<string> => {
  const own = of.get(table)?.[0];
  return own ?? String((await db(table).first(owners.keyOf(table)))?.[owners.keyOf(table)]);
};
/** Nothing in an answer may name another wholesaler's row, except what the question itself named. */
function leaksOf(answer: Answer, asked: string): string[] {
  let text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  for (const id of asked.match(/[0-9a-f-]{36}/g) ?? []) text = text.replaceAll(id, '');
  return [...others, ...canaries].filter(word => (word.length > 20 || canaries.includes(word)) && text.includes(word));
}
const stolenForm = (table: string, id: string) => stolen(db, { table, id, owners, theirs });

describe('what is registered', () => {
  test('every resource is scoped, and what a wholesaler may read says whose rows it shows', () => {
    expect(resources.length).toBeGreaterThan(30);
    for (const { resource, table } of resources) {
      expect(resource, table).toBeInstanceOf(ScopedResource);
      expect(resource.policy.columns.length, table).toBeGreaterThan(1);
      if (resource.policy.readers.includes('wholesaler')) expect(resource.policy.ofWholesaler, table).toBeDefined();
    }
  });

  test('who may take a step or use a stock form is said in scoping.expected.ts', () => {
    const steps = resources.flatMap(({ table, actions }) =>
      actions.filter(action => !GENERIC.includes(action.name)).map(action => `${table}.${action.name}`),
    );
    expect(steps.filter(step => !MAY_STEP[step])).toEqual([]);
    const writable = resources.filter(({ resource }) => (resource.policy.writers ?? []).length > 0);
    expect(writable.map(({ table }) => table).filter(table => !MAY_WRITE[table])).toEqual([]);
  });

  test.each(resources)('$table has a row to look for', async ({ table, resource }) => {
    expect(
      Number((await db(table).count())[0]!.count),
      `plant a row of ${table} in scoping.testing.ts`,
    ).toBeGreaterThan(0);
    if (!resource.policy.readers.includes('wholesaler') || OF_EVERYONE.includes(table)) return;
    for (const ids of [mine, theirs])
      expect(ids.get(table)?.length ?? 0, `plant rows of ${table} of both wholesalers`).toBeGreaterThan(0);
  });
});

describe.each(['guest', 'customer', 'store owner'] as const)('a %s', role => {
  const ask = (method: string, path: string) => visitors[role].ask(method, path, method === 'POST' ? {} : undefined);

  test('gets nothing and changes nothing, by any address', async () => {
    const before = await fingerprint(db, owners.tables);
    const addresses = ['/admin', '/admin/api/dashboard', ...pages.map(page => `/admin/api/pages/${page}`)];
    for (const { table, actions } of resources)
      for (const action of actions) addresses.push(addressOf(table, action, await rowOf(table, mine)));
    for (const address of addresses)
      for (const method of ['GET', 'POST']) {
        const answer = await ask(method, address);
        expect([302, 401, 403, 404], `${method} ${address}`).toContain(answer.status);
        expect(JSON.stringify(answer.body)).not.toContain('records');
      }
    expect(await fingerprint(db, owners.tables)).toEqual(before);
  });
});

describe('a wholesaler', () => {
  const ask = (method: string, path: string, body?: unknown) => visitors.wholesaler.ask(method, path, body);

  test.each(resources)('lists, filters and searches its own $table only', async ({ table, resource }) => {
    const list = `/admin/api/resources/${table}/actions/list?perPage=500`;
    const row = await db(table)
      .where(owners.keyOf(table), await rowOf(table, theirs))
      .first();
    const filters = resource.policy.columns.map(
      column => `&filters.${column}=${encodeURIComponent(String(row[column] ?? ''))}&sortBy=${column}&direction=asc`,
    );
    const words = [...(theirs.get(table)?.slice(0, 1) ?? []), pottery, 'a'].map(encodeURIComponent);
    const searches = words.flatMap(word => [
      `/admin/api/resources/${table}/actions/search/${word}`,
      `/admin/api/resources/${table}/search/${word}`,
      ...resource.policy.columns.map(
        column => `/admin/api/resources/${table}/actions/search/${word}?searchProperty=${column}`,
      ),
    ]);
    const seen = new Set<string>();
    for (const address of [
      list,
      ...filters.map(filter => list + filter),
      `${list}&filters.wholesaler_id=${pottery}`,
      ...searches,
    ]) {
      const answer = await ask('GET', address);
      expect(answer.status, address).toBeLessThan(500);
      expect(leaksOf(answer, address), address).toEqual([]);
      for (const record of answer.body.records ?? []) seen.add(String(record.id));
    }
    const own = mine.get(table) ?? [];
    if (!resource.policy.readers.includes('wholesaler')) expect([...seen]).toEqual([]);
    else if (!OF_EVERYONE.includes(table)) expect([...seen].filter(id => !own.includes(id))).toEqual([]);
    if (!resource.policy.readers.includes('wholesaler')) return;
    expect(seen.size, table).toBeGreaterThan(0);
    const [id] = seen;
    const shown = await ask('GET', `/admin/api/resources/${table}/records/${id}/show`);
    expect(String(shown.body.record.id), JSON.stringify(shown.body.notice)).toBe(id);
  });

  test.each(resources)('cannot reach or change another’s $table by any action', async ({ table, actions }) => {
    const id = await rowOf(table, theirs);
    const own = mine.get(table)?.[0];
    const form = await stolenForm(table, id);
    const before = await fingerprint(db, owners.tables);
    for (const action of actions)
      for (const method of ['GET', 'POST']) {
        const isOwnTable = action.actionType === 'resource';
        if (isOwnTable && method === 'POST') continue;
        const address = addressOf(table, action, own && action.actionType === 'bulk' ? `${own},${id}` : id);
        const answer = await ask(method, address, method === 'POST' ? form : undefined);
        expect(answer.status, address).not.toBe(500);
        expect(leaksOf(answer, address + JSON.stringify(form)), `${method} ${address}`).toEqual([]);
        if (method === 'POST' && !OF_EVERYONE.includes(table)) expect(isRefused(answer), address).toBe(true);
      }
    expect(await fingerprint(db, owners.tables)).toEqual(before);
  });

  test.each(resources)('cannot give its $table away, nor hang it on another’s rows', async ({ table, actions }) => {
    const own = mine.get(table)?.[0] ?? (await rowOf(table, mine));
    const form = await stolenForm(table, own);
    for (const action of actions.filter(({ name }) => name === 'new' || name === 'edit'))
      await ask('POST', addressOf(table, action, own), {
        ...form,
        [owners.keyOf(table)]: theirs.get(table)?.[0] ?? own,
      });
    const after = await owners.idsOf(pottery);
    expect(
      [...after]
        .flatMap(([name, ids]) => ids.filter(id => !theirs.get(name)!.includes(id)).map(id => `${name} ${id}`))
        .filter(row => !row.startsWith('audit_log')),
    ).toEqual([]);
    expect((await owners.idsOf(roastery)).get(table) ?? []).toEqual(expect.arrayContaining(mine.get(table) ?? []));
  });

  test('sees what a platform’s list asks for its variants, and cannot change it', async () => {
    const [list] = await db('price_lists').insert({ name: 'Platform' }).returning('id');
    const [tier] = await db('price_tiers')
      .insert({
        price_list_id: list.id,
        variant_id: WORLD.variants.espressoSmall,
        min_quantity: 6,
        unit_price_cents: 400,
      })
      .returning('id');
    const record = `/admin/api/resources/price_tiers/records/${tier.id}`;
    expect((await ask('GET', `${record}/show`)).body.record.id).toBe(tier.id);
    for (const action of ['edit', 'delete'])
      expect(isRefused(await ask('POST', `${record}/${action}`, { unit_price_cents: 1 })), action).toBe(true);
    expect(await db('price_tiers').where(tier).first()).toMatchObject({ unit_price_cents: 400 });
  });

  test('has pages and a dashboard of its own', async () => {
    for (const address of ['/admin/api/dashboard', ...pages.map(page => `/admin/api/pages/${page}`)])
      for (const method of ['GET', 'POST']) {
        const answer = await ask(
          method,
          `${address}?wholesalerId=${pottery}`,
          method === 'POST' ? { wholesalerId: pottery } : undefined,
        );
        expect(leaksOf(answer, address), address).toEqual([]);
      }
  });
});

describe.each(['wholesaler', 'admin', 'finance'] as const satisfies Staff[])('the limits of a %s', role => {
  const ask = (method: string, path: string, body?: unknown) => visitors[role].ask(method, path, body);

  test.each(resources)(
    '$table: stock forms and steps that are not its own change nothing',
    async ({ table, actions }) => {
      const id = await rowOf(table, mine);
      const form = await stolenForm(table, id);
      const before = await fingerprint(db, owners.tables);
      for (const action of actions) {
        const isStep = !GENERIC.includes(action.name);
        const may = isStep
          ? MAY_STEP[`${table}.${action.name}`]
          : action.name.match(/^(new|edit|delete)$/)
            ? MAY_WRITE[table]
            : [];
        const address = addressOf(table, action, id);
        const looked = await ask('GET', address);
        expect(looked.status, address).not.toBe(500);
        if (may?.includes(role) || ['list', 'search', 'show'].includes(action.name)) continue;
        const answer = await ask('POST', address, form);
        expect(isRefused(answer), `${role} POST ${address} ${JSON.stringify(answer.body).slice(0, 200)}`).toBe(true);
      }
      expect(await fingerprint(db, owners.tables)).toEqual(before);
    },
  );

  test('a form of another site is turned away', async () => {
    const before = await fingerprint(db, owners.tables);
    for (const { table, actions } of resources)
      for (const action of actions) {
        const address = addressOf(table, action, await rowOf(table, mine));
        const answer = await visitors[role].ask('POST', address, {}, { origin: 'https://evil.example' });
        expect([answer.status, answer.body.code], address).toEqual([403, 'foreign_origin']);
      }
    expect(await fingerprint(db, owners.tables)).toEqual(before);
    expect((await visitors[role].ask('GET', '/admin/api/dashboard', undefined, { origin: ORIGIN })).status).toBe(200);
  });

  test('what is not there is answered 404', async () => {
    for (const path of [
      'resources/sessions/actions/list',
      'resources/users/actions/nothing',
      'pages/nothing',
      'resources/__proto__/actions/list',
    ])
      expect((await ask('GET', `/admin/api/${path}`)).status, path).toBe(404);
  });
});
