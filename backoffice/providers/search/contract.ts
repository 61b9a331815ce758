import { beforeEach, describe, expect, it } from 'vitest';
import { CONTRACT_DOCUMENTS } from './contract-documents.ts';
import type { SearchEngine, SearchQuery } from './search.ts';

/** What every search engine behind the interface does. open answers an empty engine; it is called before each test. */
export function searchContract(name: string, open: () => Promise<SearchEngine>): void {
  describe(`${name} keeps the search contract`, () => {
    const { lamp, shade, runner, soap } = CONTRACT_DOCUMENTS;
    let engine: SearchEngine;
    beforeEach(async () => {
      engine = await open();
      await engine.upsert(Object.values(CONTRACT_DOCUMENTS));
    });

    const ask = (query: Partial<SearchQuery> = {}) =>
      engine.search({ text: '', channel: 'b2c', sort: 'relevance', page: 1, perPage: 20, ...query });
    const titles = async (query: Partial<SearchQuery> = {}) => (await ask(query)).hits.map(hit => hit.document.title);
    const facet = async (name: string, query: Partial<SearchQuery> = {}) => {
      const found = (await ask(query)).facets.find(one => one.name === name);
      return Object.fromEntries((found?.values ?? []).map(one => [one.value, one.count]));
    };

    it('counts each product once however often it is written', async () => {
      await engine.upsert([lamp, soap]);
      expect(await engine.count()).toBe(4);
      expect((await ask()).total).toBe(4);
    });

    it('shows a changed product changed, a removed one no more', async () => {
      await engine.upsert([{ ...lamp, title: 'Copper Desk Lamp', attributes: { Material: ['Copper'] } }]);
      expect(await titles({ text: 'copper' })).toEqual(['Copper Desk Lamp']);
      expect(await titles({ text: 'brass' })).toEqual([]);
      expect(await facet('Material')).toEqual({ Copper: 1, Linen: 2 });
      await engine.remove([lamp.productId]);
      expect(await engine.count()).toBe(3);
      await engine.remove([lamp.productId]);
      await engine.remove([]);
      await engine.upsert([]);
      expect(await engine.count()).toBe(3);
    });

    it('gives a wholesale customer the whole document back, but for the text that is only searched', async () => {
      const { hits } = await ask({ channel: 'b2b', text: 'brass' });
      const { description, ...shown } = lamp;
      expect(hits).toEqual([{ productId: lamp.productId, document: shown }]);
    });

    describe('words', () => {
      it.each([
        ['desk lamp', ['Brass Desk Lamp']],
        ['lamp desk', ['Brass Desk Lamp']],
        ['linen', ['Linen Lamp Shade', 'Linen Table Runner']],
        ['turned by hand', ['Brass Desk Lamp']],
        ['handmade', ['Brass Desk Lamp']],
        ['weft', ['Café Olive Oil Soap', 'Linen Table Runner']],
        ['textiles', ['Linen Table Runner']],
        ['sage', ['Linen Table Runner']],
        ['LMP-200', ['Linen Lamp Shade']],
        ['lmp-100-br', ['Brass Desk Lamp']],
        ['cafe', ['Café Olive Oil Soap']],
        ['CAFÉ', ['Café Olive Oil Soap']],
        ['linen sho', []],
        ['linen sha', ['Linen Lamp Shade']],
        ['linen bicycle', []],
        ['bicycle', []],
      ])('%s', async (text, expected) => expect((await titles({ text })).sort()).toEqual(expected));

      it('a slip of the finger is forgiven', async () => {
        expect(await titles({ text: 'runnner' })).toEqual(['Linen Table Runner']);
      });

      it.each(["'; drop table products; --", '`]||id:*', ':* & !', '\\', '%', '\u0000 lamp', 'a'.repeat(2_000)])(
        'no text is more than words: %#',
        async text => expect((await ask({ text })).total).toBeLessThanOrEqual(4),
      );
    });

    describe('channels', () => {
      it('retail sees no wholesale price anywhere', async () => {
        const answer = await ask();
        expect(answer.hits.map(hit => hit.document.wholesaleFromCents)).toEqual([null, null, null, null]);
        expect(JSON.stringify([answer, await engine.suggest({ text: 'l', channel: 'b2c', limit: 8 })])).not.toMatch(
          /5200|2100/,
        );
      });

      it('retail filters and sorts by the retail price', async () => {
        expect(await titles({ minPriceCents: 3000, maxPriceCents: 8900, sort: 'price_asc' })).toEqual([
          shade.title,
          lamp.title,
        ]);
        expect(await titles({ minPriceCents: 5200, maxPriceCents: 5200 })).toEqual([]);
        expect(await titles({ sort: 'price_desc' })).toEqual([lamp.title, shade.title, runner.title, soap.title]);
      });

      it('wholesale sees what is sold in bulk, at its wholesale price', async () => {
        const { hits } = await ask({ channel: 'b2b', sort: 'price_asc' });
        expect(hits.map(hit => [hit.document.title, hit.document.wholesaleFromCents])).toEqual([
          [soap.title, 300],
          [shade.title, 2100],
          [lamp.title, 5200],
        ]);
        expect(await titles({ channel: 'b2b', maxPriceCents: 2100, sort: 'price_desc' })).toEqual([
          shade.title,
          soap.title,
        ]);
        expect((await engine.suggest({ text: 'linen', channel: 'b2b', limit: 8 })).map(one => one.label)).not.toContain(
          runner.title,
        );
      });
    });

    describe('filters and facets', () => {
      it('a category holds what lies below it', async () => {
        expect((await titles({ category: 'home' })).sort()).toEqual([lamp.title, shade.title, runner.title]);
        expect(await titles({ category: 'textiles' })).toEqual([runner.title]);
        expect(await titles({ category: 'nowhere' })).toEqual([]);
      });

      it('within an attribute any value will do, across attributes all must hold', async () => {
        const both = { Colour: ['Sage', 'Gold'] };
        expect((await titles({ attributes: both })).sort()).toEqual([lamp.title, runner.title]);
        expect(await titles({ attributes: { ...both, Material: ['Linen'] } })).toEqual([runner.title]);
      });

      it('in stock and wholesaler narrow too', async () => {
        expect(await titles({ text: 'linen', inStockOnly: true })).toEqual([runner.title]);
        expect((await titles({ wholesalers: ['weft-and-warp'] })).sort()).toEqual([soap.title, runner.title]);
        expect((await titles({ wholesalers: ['weft-and-warp', 'lumen'] })).length).toBe(4);
      });

      it('only some products, or none', async () => {
        const productIds = [soap.productId, shade.productId];
        expect((await titles({ productIds })).sort()).toEqual([soap.title, shade.title]);
        expect(await titles({ productIds, text: 'linen' })).toEqual([shade.title]);
        expect(await facet('category', { productIds })).toEqual({ home: 1, lighting: 1, care: 1 });
        expect(await titles({ productIds: [] })).toEqual([]);
      });

      it('facets count what the filters leave', async () => {
        expect(await facet('category')).toEqual({ home: 3, lighting: 2, textiles: 1, care: 1 });
        expect(await facet('wholesaler')).toEqual({ lumen: 2, 'weft-and-warp': 2 });
        expect(await facet('Colour', { text: 'linen' })).toEqual({ Sand: 2, Sage: 1 });
        const wholesaler = (await ask()).facets.find(one => one.name === 'wholesaler')!;
        expect(wholesaler.values.map(one => one.label).sort()).toEqual(['Lumen Studio', 'Weft & Warp']);
      });

      it('a facet’s own choice leaves its own counts alone and narrows the others', async () => {
        const chosen = { attributes: { Material: ['Brass'] } };
        expect(await facet('Material', chosen)).toEqual({ Brass: 1, Linen: 2 });
        expect(await facet('Colour', chosen)).toEqual({ Gold: 1 });
        expect(await facet('wholesaler', { wholesalers: ['lumen'] })).toEqual({ lumen: 2, 'weft-and-warp': 2 });
        expect(await facet('Colour', { wholesalers: ['lumen'] })).toEqual({ Gold: 1, Sand: 1 });
      });

      it('a value full of signs is a value', async () => {
        const odd = 'A & B, "C" && (D:=E) [F] = 100% | G';
        await engine.upsert([{ ...soap, attributes: { Scent: [odd] } }]);
        expect(await facet('Scent')).toEqual({ [odd]: 1 });
        expect(await titles({ attributes: { Scent: [odd] } })).toEqual([soap.title]);
        expect(await titles({ attributes: { Scent: ['A'] } })).toEqual([]);
      });
    });

    it('sorts by age and by popularity', async () => {
      expect(await titles({ sort: 'newest' })).toEqual([soap.title, shade.title, lamp.title, runner.title]);
      expect(await titles({ sort: 'popular' })).toEqual([lamp.title, runner.title, shade.title, soap.title]);
    });

    it('turns pages; past the last one the total is still said', async () => {
      expect(await titles({ sort: 'newest', perPage: 3, page: 2 })).toEqual([runner.title]);
      const past = await ask({ sort: 'newest', perPage: 3, page: 9 });
      expect(past).toMatchObject({ hits: [], total: 4 });
    });

    it('suggests products by the beginning of a word', async () => {
      const suggestions = await engine.suggest({ text: 'lam', channel: 'b2c', limit: 8 });
      const products = suggestions.filter(one => one.kind === 'product');
      expect(products.map(one => one.label).sort()).toEqual([lamp.title, shade.title]);
      expect(products.find(one => one.label === lamp.title)).toEqual({
        kind: 'product',
        label: lamp.title,
        slug: lamp.slug,
        imageId: lamp.imageId,
      });
      expect(await engine.suggest({ text: 'lam', channel: 'b2c', limit: 1 })).toHaveLength(1);
    });
  });
}
