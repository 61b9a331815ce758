import { describe, expect, it } from 'vitest';
import { chipsOf, isFiltered, readFilters, toSearchQuery, writeFilters } from './listing.ts';

const read = (search: string) => readFilters(new URLSearchParams(search));

describe('the address of a listing', () => {
  it('says the same after a round trip, in its shortest form', () => {
    const search =
      '?q=linen&wholesaler=a&wholesaler=b&attr=Colour%3ASage&inStock=true&min=5&max=20.5&sort=newest&page=2';
    expect(writeFilters(read(search))).toBe(search);
    expect(writeFilters(read('q=&min=&max=&sort=relevance&page=1'))).toBe('');
  });

  it('takes what makes no sense for nothing', () => {
    expect(read('min=abc&max=-3&sort=magic&page=-9&attr=nocolon')).toMatchObject({
      min: null,
      max: null,
      sort: 'relevance',
      page: 1,
      attributes: [],
    });
  });

  it('asks the service in cents', () => {
    expect(toSearchQuery(read('min=4,50&max=20'))).toMatchObject({ minPriceCents: 450, maxPriceCents: 2000 });
  });
});

describe('chips', () => {
  it('lead to the address without their filter, back on page one', () => {
    const filters = read('q=mug&wholesaler=ton&attr=Colour:Sage&page=3');
    expect(isFiltered(filters)).toBe(true);
    expect(chipsOf(filters, new Map([['ton', 'Ton & Glut']]))).toEqual([
      { label: 'Ton & Glut', href: '?q=mug&attr=Colour%3ASage' },
      { label: 'Sage', href: '?q=mug&wholesaler=ton' },
    ]);
  });

  it('leave an address that still clears the query when the last one goes', () => {
    expect(chipsOf(read('inStock=true'), new Map())).toEqual([{ label: 'In stock', href: '?' }]);
  });
});
