import { describe, expect, it } from 'vitest';
import { choiceFrom, choose, isPossible, variantOf } from './choose.ts';

const variant = (colour: string, size: string, state = 'in_stock') => ({
  sku: `${colour}-${size}`,
  options: { Colour: colour, Size: size },
  stock: { state },
});
const names = ['Colour', 'Size'];
const variants = [variant('Sage', 'S', 'out'), variant('Sage', 'M'), variant('Sand', 'L')];

describe('choosing a variant', () => {
  it('forbids only what does not go with the options before', () => {
    const choice = { Colour: 'Sage', Size: 'M' };
    expect(isPossible(variants, names, choice, 'Size', 'L')).toBe(false);
    expect(isPossible(variants, names, choice, 'Colour', 'Sand')).toBe(true);
  });

  it('moves a later option to one that exists', () => {
    expect(choose(variants, names, { Colour: 'Sage', Size: 'M' }, 'Colour', 'Sand')).toEqual({
      Colour: 'Sand',
      Size: 'L',
    });
    expect(choose(variants, names, { Colour: 'Sage', Size: 'M' }, 'Size', 'S')).toEqual({ Colour: 'Sage', Size: 'S' });
  });

  it('finds the variant of a choice', () => {
    expect(variantOf(variants, names, { Colour: 'Sand', Size: 'L' })?.sku).toBe('Sand-L');
    expect(variantOf(variants, names, { Colour: 'Sand', Size: 'S' })).toBeUndefined();
  });
});

describe('where a product page begins', () => {
  it.each([
    { search: '', begins: { Colour: 'Sage', Size: 'M' }, why: 'the first in stock' },
    { search: 'v=Sage-S', begins: { Colour: 'Sage', Size: 'S' }, why: 'the named variant, even when out' },
    { search: 'o.Colour=Sand', begins: { Colour: 'Sand', Size: 'L' }, why: 'the form without JavaScript' },
    { search: 'v=gone&o.Colour=Blue', begins: { Colour: 'Sage', Size: 'M' }, why: 'nonsense is ignored' },
  ])('$why', ({ search, begins }) => {
    expect(choiceFrom(variants, names, new URLSearchParams(search))).toEqual(begins);
  });
});
