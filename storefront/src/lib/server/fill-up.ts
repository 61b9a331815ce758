import type { AnswerOf, CartView } from '../../../../backoffice/http/contract.ts';

/** So many groups say at once what would fill them up; the rest when asked for by name. */
const AT_ONCE = 4;

/** By wholesaler, what would close the gap to its minimum. */
export async function fillUps(
  cart: CartView,
  { api }: App.Locals,
  asked: string | null,
): Promise<Record<string, AnswerOf<'fillUp'>>> {
  const short = cart.groups
    .filter(group => group.minimum && group.minimum.missingCents > 0 && group.lines.some(line => line.isAvailable))
    .map(group => group.wholesaler.slug);
  const chosen = short.filter((slug, place) => place < AT_ONCE || slug === asked);
  const found = await Promise.all(
    chosen.map(async slug => [slug, await api('GET /api/cart/fill-up', { query: { wholesaler: slug } })] as const),
  );
  return Object.fromEntries(found);
}
