import type { Knex } from 'knex';
import type { Db } from '../connection.ts';
import { stableId } from './chance.ts';
import { daysBefore, insertAccounts, wholesalerId } from './demo-accounts.ts';
import { type DemoProduct, demoProducts } from './demo-catalogue/assortment.ts';
import { DEMO_WHOLESALERS } from './demo-catalogue/index.ts';
import { DEMO_PASSWORD, WHOLESALER_PEOPLE } from './demo-people.ts';
import { type FileRow, type Picture, type Put, planPictures, takePictures } from './demo-pictures/index.ts';
import { insertReviews } from './demo-reviews.ts';
import { insertRules } from './demo-rules.ts';
import { insertCategories, insertPrices, insertProducts, isPublished } from './demo-shop.ts';
import { insertRows } from './insert-rows.ts';

export { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-people.ts';

export interface Seeding {
  db: Knex;
  /** Object storage; called before anything is written to the database. */
  put: Put;
  hashPassword: (password: string) => Promise<string>;
  now: Date;
  /** Gives a wholesaler its account at the processor; without it nobody can be paid out. */
  connectAccount?: (wholesaler: { id: string; name: string; email: string; country: string }) => Promise<string>;
  onProgress?: (said: string) => void;
}

/**
 * Plants the demo world into an empty database; answers the published products, for the search index and the embeddings. Null: the
 * database has people in it and is left alone. Everything is one transaction after the pictures, so a killed first start leaves nothing
 * behind but pictures, which the next one overwrites.
 */
export async function seedDemo(seeding: Seeding): Promise<{ productIds: string[] } | null> {
  const { db, put, now, onProgress = () => {} } = seeding;
  if (await db('users').first('id')) return null;
  const [passwordHash, accounts, files] = await Promise.all([
    seeding.hashPassword(DEMO_PASSWORD),
    connectAccounts(seeding),
    takePictures(planPictures(demoProducts()), put, (done, total) => onProgress(`pictures ${done} of ${total}`)),
  ]);
  onProgress('catalogue, reviews, orders');
  return db.transaction(trx => plantDemo(trx, { passwordHash, accounts, files, now }));
}

/** The rows alone. accounts: the processor's by wholesaler slug; files: what the pictures put into storage. */
export async function plantDemo(
  db: Db,
  {
    passwordHash,
    accounts,
    files,
    now,
  }: { passwordHash: string; accounts: Map<string, string>; files: FileRow[]; now: Date },
): Promise<{ productIds: string[] }> {
  const products = demoProducts();
  await insertAccounts(db, { passwordHash, accounts, at: now });
  await insertCategories(db, now);
  await insertRules(db, now);
  await insertProducts(db, products, now);
  await insertPrices(db, products, now);
  await insertRows(
    db,
    'files',
    files.map(file => ({ ...file, created_at: now })),
  );
  await insertPictures(db, planPictures(products), now);
  await insertStock(db, products, now);
  await insertReviews(db, products, now);
  return { productIds: products.filter(isPublished).map(product => product.id) };
}

async function connectAccounts({ connectAccount }: Seeding): Promise<Map<string, string>> {
  const accounts = new Map<string, string>();
  if (!connectAccount) return accounts;
  for (const house of DEMO_WHOLESALERS) {
    const { email } = WHOLESALER_PEOPLE.find(person => person.slug === house.slug)!;
    const id = wholesalerId(house.slug);
    accounts.set(house.slug, await connectAccount({ id, name: house.name, email, country: house.country }));
  }
  return accounts;
}

async function insertPictures(db: Db, pictures: Picture[], now: Date): Promise<void> {
  await insertRows(
    db,
    'product_images',
    pictures.map(picture => ({
      id: picture.id,
      product_id: picture.productId,
      variant_id: picture.variantId,
      alt: picture.alt,
      position: picture.position,
      status: 'ready',
      created_at: now,
    })),
  );
}

async function insertStock(db: Db, products: DemoProduct[], now: Date): Promise<void> {
  const variants = products.flatMap(product => product.variants);
  await insertRows(
    db,
    'stock',
    variants.map(({ id, onHand, casePack }) => ({
      variant_id: id,
      on_hand: onHand,
      reserved: 0,
      low_stock_threshold: Math.max(5, casePack),
      updated_at: now,
    })),
  );
  await insertRows(
    db,
    'stock_movements',
    variants
      .filter(({ onHand }) => onHand > 0)
      .map(({ id, onHand }) => ({
        id: stableId(`opening ${id}`),
        variant_id: id,
        quantity: onHand,
        reason: 'opening',
        created_at: daysBefore(now, 250),
      })),
  );
}
