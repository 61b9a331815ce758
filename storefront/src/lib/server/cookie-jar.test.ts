import { expect, it } from 'vitest';
import { withCookies } from './cookie-jar.ts';

it('sends what was set since the request came, once, and no more what was taken away', () => {
  expect(withCookies(undefined, [])).toBeUndefined();
  expect(withCookies(undefined, ['stackr_guest=a%2Bb; Path=/; HttpOnly'])).toBe('stackr_guest=a%2Bb');
  expect(withCookies('theme=dark; stackr_guest=old', ['stackr_guest=new; Path=/'])).toBe(
    'theme=dark; stackr_guest=new',
  );
  expect(withCookies('theme=dark; token=x=y', ['theme=; Path=/; Max-Age=0'])).toBe('token=x=y');
});
