import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../../docker/stand-ins/listen.ts';
import { createTypesense, type TypesenseStandIn } from '../../../docker/stand-ins/typesense/index.ts';
import { searchContract } from './contract.ts';
import { CONTRACT_DOCUMENTS } from './contract-documents.ts';
import type { SearchDocument } from './search.ts';
import { createTypesenseSearch, type TypesenseSearch } from './typesense-search.ts';

const { lamp, shade, runner, soap } = CONTRACT_DOCUMENTS;
let standIn: TypesenseStandIn;
let server: Listening;
let engine: TypesenseSearch;
beforeAll(async () => {
  server = await listen(0, { '/': (...request) => standIn.router(...request) });
});
afterAll(() => server.stop());

const open = (apiKey = 'key', timeoutMs = 2_000) => createTypesenseSearch({ url: server.url, apiKey, timeoutMs });
const emptyEngine = async () => {
  standIn = createTypesense({ apiKey: 'key' });
  engine = open();
  return engine;
};
searchContract('Typesense', emptyEngine);

beforeEach(emptyEngine);
const everything = { text: '', channel: 'b2c', sort: 'newest', page: 1, perPage: 20 } as const;

it('a retail search does not even ask for the wholesale price', async () => {
  await engine.upsert([lamp]);
  const [stored] = [...standIn.collections.values()][0]!.documents.values();
  expect(stored).toMatchObject({ wholesale_from_cents: 5200 });
  expect(stored!.shown).not.toContain('5200');
});

it('one refused document among good ones is named, whatever the 200 around it says', async () => {
  const broken = { ...shade, retailFromCents: 39.5 } as SearchDocument;
  await expect(engine.upsert([lamp, broken, runner])).rejects.toMatchObject({
    kind: 'refused',
    code: 'document_not_taken',
    message: `Product ${shade.productId} was not taken: Field \`retail_from_cents\` must be int64.`,
  });
});

describe('a rebuild', () => {
  it('changes over when all is there, and clears away the old collection', async () => {
    await engine.upsert([lamp, shade]);
    await engine.rebuild(
      (async function* () {
        yield [runner];
        expect((await engine.search(everything)).total).toBe(2);
        yield [soap];
        expect((await engine.search(everything)).total).toBe(2);
      })(),
    );
    expect((await engine.search(everything)).hits.map(hit => hit.document.title)).toEqual([soap.title, runner.title]);
    expect(standIn.collections.size).toBe(1);
  });

  it('does not undo what is written meanwhile, from any process', async () => {
    const other = open();
    await engine.upsert([lamp]);
    await engine.rebuild(
      (async function* () {
        await other.upsert([{ ...lamp, title: 'Newer Lamp' }]);
        yield [lamp, soap];
      })(),
    );
    expect((await engine.search(everything)).hits.map(hit => hit.document.title)).toEqual([soap.title, 'Newer Lamp']);
  });
});

it('two processes that start at once end up in one collection', async () => {
  const [one, two] = [open(), open()];
  await Promise.all([one.count(), two.count()]);
  await one.upsert([lamp]);
  await two.upsert([soap]);
  expect(await one.count()).toBe(2);
});

it('suggests a category and a wholesaler by name', async () => {
  await engine.upsert(Object.values(CONTRACT_DOCUMENTS));
  expect((await engine.suggest({ text: 'lighting', channel: 'b2c', limit: 5 }))[0]).toEqual({
    kind: 'category',
    label: 'Lighting',
    slug: 'lighting',
    imageId: null,
  });
  expect((await engine.suggest({ text: 'weft', channel: 'b2c', limit: 5 }))[0]).toMatchObject({
    kind: 'wholesaler',
    slug: 'weft-and-warp',
  });
});

describe('failures', () => {
  it.each([
    ['500', 'unknown'],
    ['reset', 'unknown'],
    ['429', 'busy'],
  ] as const)('%s, also on the client’s second and third try, is %s', async (kind, meaning) => {
    await engine.count();
    standIn.faults.script({ kind, times: 3 });
    await expect(engine.search(everything)).rejects.toMatchObject({ provider: 'typesense', kind: meaning });
  });

  it('a failure in passing is not noticed', async () => {
    standIn.faults.script({ kind: '500' });
    expect(await engine.count()).toBe(0);
  });

  it('a wrong key is refused, a closed port is busy', async () => {
    await expect(open('wrong').count()).rejects.toMatchObject({ kind: 'refused', code: 'http_401' });
    const gone = await listen(0, {});
    await gone.stop();
    const nobody = createTypesenseSearch({ url: gone.url, apiKey: 'key', timeoutMs: 500 });
    await expect(nobody.count()).rejects.toMatchObject({ kind: 'busy', code: 'ECONNREFUSED' });
  });

  it('a search that failed inside a 200 is a failure', async () => {
    await engine.count();
    standIn.collections.clear();
    await expect(engine.search(everything)).rejects.toMatchObject({ kind: 'refused', message: 'Not Found' });
  });
});
