import { expect, it } from 'vitest';
import { ownPath } from './guard.ts';

it.each([
  { asked: '/orders?page=2', goes: '/orders?page=2' },
  { asked: '//elsewhere.example', goes: '/' },
  { asked: '/\\elsewhere.example', goes: '/' },
  { asked: '/\t/elsewhere.example', goes: '/' },
  { asked: 'https://elsewhere.example', goes: '/' },
  { asked: null, goes: '/' },
])('after signing in, $asked leads to $goes', ({ asked, goes }) => {
  expect(ownPath(asked)).toBe(goes);
});
