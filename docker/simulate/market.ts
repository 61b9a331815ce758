import type { AnswerOf } from '../../backoffice/http/contract.ts';
import type { Buyer, People } from './people.ts';

export type ProductCard = AnswerOf<'listProducts'>['items'][number];

/** What is for sale at the beginning, by channel and wholesaler: choices are made from it, so that they depend on the seed alone. */
export type Market = Record<'b2c' | 'b2b', Map<string, ProductCard[]>>;

export async function readMarket(people: People): Promise<Market> {
  return { b2c: await shelves(people.customers[0]!), b2b: await shelves(people.stores[0]!) };
}

async function shelves({ visitor, channel }: Buyer): Promise<Map<string, ProductCard[]>> {
  const cards: ProductCard[] = [];
  let cursor: string | undefined;
  do {
    const page = await visitor.call('listProducts', { query: { channel, limit: 100, cursor } });
    cards.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  const bySlug = (one: { slug: string }, other: { slug: string }) => (one.slug < other.slug ? -1 : 1);
  const shelves = new Map<string, ProductCard[]>();
  for (const card of cards.filter(card => card.inStock).sort(bySlug))
    shelves.set(card.wholesaler.slug, [...(shelves.get(card.wholesaler.slug) ?? []), card]);
  return new Map([...shelves].sort(([one], [other]) => (one < other ? -1 : 1)));
}
