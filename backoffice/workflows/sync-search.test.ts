import { beforeAll, describe, expect, it } from 'vitest';
import { listCards, readSearchDocuments } from '#backoffice/commerce/product/index.ts';
import { postgresSearch } from '#backoffice/providers/search/postgres-search.ts';
import type { SearchQuery } from '#backoffice/providers/search/search.ts';
import { plantWorld } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';

const db = await testDatabase();
const engine = postgresSearch(db);
const retail: SearchQuery = { text: '', channel: 'b2c', sort: 'relevance', page: 1, perPage: 24 };
const titles = async (query: Partial<SearchQuery>) =>
  (await engine.search({ ...retail, ...query })).hits.map(hit => hit.document.title);

beforeAll(async () => {
  await plantWorld(db);
  const { rows } = await db.raw('select array_agg(id) as ids from products');
  await engine.upsert(await readSearchDocuments(db, rows[0].ids, new Date()));
});

describe('the Postgres engine over the named world', () => {
  it('lists what is for sale, each once', async () => {
    const all = await titles({});
    const published = await db('products').where({ status: 'published' }).pluck('title');
    expect(all.sort()).toEqual(published.sort());
    expect(await engine.count()).toBe(published.length);
  });

  it('finds a word typed wrong and says what it looked for', async () => {
    const [title] = await titles({});
    const word = title!.split(' ').find(part => part.length > 4)!;
    const typo = word.slice(0, 2) + word.slice(3);
    const found = await engine.search({ ...retail, text: typo });
    expect(found.hits.map(hit => hit.document.title)).toContain(title);
    expect(found.correctedText).toBe(word.toLowerCase());
  });

  it('finds by SKU', async () => {
    const variant = await db('variants')
      .join('products', 'products.id', 'product_id')
      .where('products.status', 'published')
      .first('sku', 'products.title');
    expect(await titles({ text: variant.sku })).toEqual([variant.title]);
  });

  it('counts facets of what else could be chosen, and narrows by several values of one', async () => {
    const wholesalers = (await engine.search(retail)).facets.find(facet => facet.name === 'wholesaler')!.values;
    expect(wholesalers.length).toBeGreaterThan(1);
    const [one, two] = wholesalers;
    const narrowed = await engine.search({ ...retail, wholesalers: [one!.value] });
    expect(narrowed.total).toBe(one!.count);
    expect(narrowed.facets.find(facet => facet.name === 'wholesaler')!.values).toEqual(wholesalers);
    expect((await engine.search({ ...retail, wholesalers: [one!.value, two!.value] })).total).toBe(
      one!.count + two!.count,
    );
  });

  it('suggests products, wholesalers and categories while typing', async () => {
    const [title] = await titles({});
    const suggestions = await engine.suggest({ text: title!.slice(0, 4), channel: 'b2c', limit: 8 });
    expect(suggestions.map(suggestion => suggestion.label)).toContain(title);
  });

  it('lists a product in its new category alone once it has moved', async () => {
    const listed = async (category: string) =>
      (await listCards(db, { channel: 'b2c', category, sort: 'newest', after: null, limit: 50 })).items.map(
        card => card.id,
      );
    const [moved] = await readSearchDocuments(
      db,
      await db('products').where({ status: 'published' }).limit(1).pluck('id'),
      new Date(),
    );
    const [before] = moved!.categorySlugs;
    expect(await listed(before!)).toContain(moved!.productId);
    await engine.upsert([{ ...moved!, categorySlugs: ['elsewhere'] }]);
    expect(await listed(before!)).not.toContain(moved!.productId);
    expect(await listed('elsewhere')).toEqual([moved!.productId]);
    await engine.remove([moved!.productId]);
    expect(await listed('elsewhere')).toEqual([]);
    await engine.upsert([moved!]);
  });

  it('answers nothing, not an error, to signs without words', async () => {
    expect((await engine.search({ ...retail, text: "!!! ' & | :* \\" })).total).toBe(0);
  });
});
