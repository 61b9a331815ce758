import type { Db } from '../connection.ts';
import { between, type Chance, chanceFrom, pick, stableId } from './chance.ts';
import { daysBefore } from './demo-accounts.ts';
import type { DemoProduct } from './demo-catalogue/assortment.ts';
import { AUTHORS, BY_SHELF, PLAIN, type Verdict } from './demo-catalogue/review-words.ts';
import { CUSTOMERS } from './demo-people.ts';
import { isPublished } from './demo-shop.ts';
import { insertRows } from './insert-rows.ts';

/** Popular products have many reviews, most of them good; a few of the demo's customers have signed theirs. */
export async function insertReviews(db: Db, products: DemoProduct[], at: Date): Promise<void> {
  await insertRows(
    db,
    'product_reviews',
    products.filter(isPublished).flatMap(product => reviewsOf(product, at)),
  );
}

function reviewsOf(product: DemoProduct, at: Date) {
  const chance = chanceFrom(`reviews ${product.slug}`);
  const count = Math.min(product.publishedDaysAgo, Math.floor((product.popularity / 100) * between(chance, 2, 16)));
  // A product has a character: some are loved by everyone, some divide.
  const quality = 0.45 + chance() * 0.5;
  const shelf = BY_SHELF[SHELVES[product.line.category]!]!;
  const said = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const rating = ratingBy(chance, quality);
    const customer = index === 0 && chance() < 0.2 ? pick(chance, CUSTOMERS) : null;
    const { title, body } = words(chance, rating, shelf, said);
    return {
      id: stableId(`review ${product.slug} ${index}`),
      product_id: product.id,
      user_id: customer?.id ?? null,
      author: customer?.name ?? pick(chance, AUTHORS),
      rating,
      title,
      body,
      created_at: daysBefore(at, chance() * product.publishedDaysAgo),
    };
  });
}

function ratingBy(chance: Chance, quality: number): number {
  const roll = chance();
  if (roll < quality) return 5;
  const rest = (roll - quality) / (1 - quality);
  if (rest < 0.62) return 4;
  if (rest < 0.84) return 3;
  return rest < 0.95 ? 2 : 1;
}

/** No product hears the same sentence twice while there is another one. */
function words(chance: Chance, rating: number, shelf: Verdict, said: Set<string>) {
  const mood = rating === 5 ? 'loved' : rating === 4 ? 'liked' : rating === 3 ? 'mixed' : 'disliked';
  const fresh = shelf[mood].filter(sentence => !said.has(sentence));
  const first = pick(chance, fresh.length > 0 ? fresh : shelf[mood]);
  said.add(first);
  const second = chance() < 0.45 ? ` ${pick(chance, PLAIN[mood].endings)}` : '';
  return { title: pick(chance, PLAIN[mood].titles), body: first + second };
}

/** Which words fit which category. */
const SHELVES: Record<string, keyof typeof BY_SHELF> = {
  coffee: 'coffee',
  tea: 'tea',
  chocolate: 'food',
  sweets: 'food',
  tableware: 'table',
  'kitchen-tools': 'kitchen',
  'table-linen': 'home',
  brewing: 'kitchen',
  candles: 'home',
  textiles: 'home',
  vases: 'table',
  soap: 'body',
  'skin-care': 'body',
  notebooks: 'paper',
  cards: 'paper',
  desk: 'paper',
  toys: 'toys',
  games: 'toys',
  pots: 'garden',
  seeds: 'garden',
  'garden-tools': 'garden',
  dogs: 'pets',
  cats: 'pets',
};
