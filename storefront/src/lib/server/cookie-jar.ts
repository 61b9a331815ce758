/** The request's cookies with what was set since: a page that answers a form asks with the cart that the form has just begun. */
export function withCookies(header: string | undefined, setCookies: string[]): string | undefined {
  const pairs = new Map((header?.split(/; */) ?? []).filter(Boolean).map(pair => [nameOf(pair), pair]));
  for (const line of setCookies) {
    const [pair = '', ...attributes] = line.split(/; */);
    const isGone = attributes.some(attribute => /^max-age=(0|-\d+)$/i.test(attribute));
    if (isGone) pairs.delete(nameOf(pair));
    else pairs.set(nameOf(pair), pair);
  }
  return pairs.size > 0 ? [...pairs.values()].join('; ') : undefined;
}

const nameOf = (pair: string): string => pair.slice(0, pair.indexOf('='));
