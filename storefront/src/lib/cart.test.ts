import { describe, expect, it } from 'vitest';
import type { CartLine } from '../../../backoffice/http/contract.ts';
import { rightQuantities } from './cart.ts';

const shelf = (availableQuantity: number, problems: CartLine['problems'], rules = { moq: 6, casePack: 6 }) =>
  ({ problems, availableQuantity, rules: { ...rules, maximumQuantity: null }, quote: null }) as unknown as CartLine;
const short = (left: number) => ({ code: 'out_of_stock', message: '', fix: { availableQuantity: left } });
const between = (...quantities: number[]) => ({ code: 'not_a_multiple', message: '', fix: { quantities } });

describe('the quantities that put a line right', () => {
  it('are the two nearest right ones', () => {
    expect(rightQuantities(shelf(100, [between(6, 12)]))).toEqual([6, 12]);
  });

  it('are whole cases of what is left', () => {
    expect(rightQuantities(shelf(20, [short(20)]))).toEqual([18]);
    expect(rightQuantities(shelf(5, [short(5)], { moq: 1, casePack: 1 }))).toEqual([5]);
  });

  it('are none where not even one case is left', () => {
    expect(rightQuantities(shelf(5, [short(5)]))).toEqual([]);
    expect(rightQuantities(shelf(0, [short(0)], { moq: 1, casePack: 1 }))).toEqual([]);
  });

  it('leave out what is right but not in stock', () => {
    expect(rightQuantities(shelf(8, [between(6, 12), short(8)]))).toEqual([6]);
  });
});
