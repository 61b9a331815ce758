import type { Knex } from 'knex';
import type { Db } from '../connection.ts';
import { stableId } from './chance.ts';
import { daysBefore, insertAccounts, wholesalerId } from './demo-accounts.ts';
import { type DemoProduct, demoProducts } from './demo-catalogue/assortment.ts';
import { DEMO_WHOLESALERS } from './demo-catalogue/index.ts';
import { type Funds, type History, insertHistory, planDemoHistory, stockUse } from './demo-history/index.ts';
import { insertLists } from './demo-lists.ts';
import { DEMO_PASSWORD, WHOLESALER_PEOPLE } from './demo-people.ts';
import { type FileRow, type Picture, type Put, planPictures, takePictures } from './demo-pictures/index.ts';
import { insertQuotations } from './demo-quotations.ts';
import { insertReviews } from './demo-reviews.ts';
import { insertRules } from './demo-rules.ts';
import { insertCategories, insertPrices, insertProducts, isPublished } from './demo-shop.ts';
import { insertStoreAccounts, putPapers } from './demo-store-accounts.ts';
import { insertRows } from './insert-rows.ts';

export type { Funds } from './demo-history/index.ts';
export { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-people.ts';

export interface Seeding {
  db: Knex;
  /** Object storage; called before anything is written to the database. */
  put: Put;
  hashPassword: (password: string) => Promise<string>;
  now: Date;
  /** Where the links in letters lead. */
  publicUrl?: string;
  /** Gives a wholesaler its account at the processor; without it nobody can be paid out. */
  connectAccount?: (wholesaler: { id: string; name: string; email: string; country: string }) => Promise<string>;
  /** Brings what the history's buyers have paid to the processor's balance. */
  fund?: (funds: Funds) => Promise<void>;
  /** Makes a payout's transfer and answers its id; without it the history has transfers the processor knows nothing of. */
  transfer?: (payout: { id: string; number: string; amountCents: number; accountId: string }) => Promise<string>;
  onProgress?: (said: string) => void;
}

/** What is left to do for the queue: the index and embeddings of these products, the statements of these payouts. */
export interface Seeded {
  productIds: string[];
  payoutIds: string[];
}

/**
 * Plants the demo world into an empty database. Null: the database has people in it and is left alone. All rows are one transaction
 * after the pictures, so a killed first start leaves nothing behind but pictures, which the next one overwrites.
 */
export async function seedDemo(seeding: Seeding): Promise<Seeded | null> {
  const { db, put, now, publicUrl = 'http://localhost:3000', onProgress = () => {} } = seeding;
  if (await db('users').first('id')) return null;
  const [passwordHash, accounts, files] = await Promise.all([
    seeding.hashPassword(DEMO_PASSWORD),
    connectAccounts(seeding),
    takePictures(planPictures(demoProducts()), put, (done, total) => onProgress(`pictures ${done} of ${total}`)),
  ]);
  await putPapers(put);
  onProgress('catalogue, reviews, orders');
  const history = await planDemoHistory(db, { products: demoProducts().filter(isPublished), accounts, now });
  const transfers = await makeTransfers(seeding, history);
  return db.transaction(trx => plantDemo(trx, { passwordHash, accounts, files, history, transfers, publicUrl, now }));
}

export interface Planting {
  passwordHash: string;
  /** The processor's by wholesaler slug. */
  accounts: Map<string, string>;
  /** What the pictures put into storage. */
  files: FileRow[];
  history: History;
  /** The processor's by payout. */
  transfers: Map<string, string>;
  publicUrl: string;
  now: Date;
}

/** The rows alone. */
export async function plantDemo(
  db: Db,
  { passwordHash, accounts, files, history, now, ...rest }: Planting,
): Promise<Seeded> {
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
  await insertStock(db, products, history, now);
  await insertReviews(db, products, now);
  const published = products.filter(isPublished);
  await insertQuotations(db, now);
  await insertLists(db, now);
  await insertStoreAccounts(db, now);
  await insertHistory(db, history, { products: published, now, ...rest });
  return {
    productIds: published.map(product => product.id),
    payoutIds: history.batch.payouts.map(payout => payout.id),
  };
}

async function makeTransfers({ fund, transfer }: Seeding, { batch, funds }: History): Promise<Map<string, string>> {
  await fund?.(funds);
  const transfers = new Map<string, string>();
  for (const { id, number, amountCents, accountId } of batch.payouts) {
    const made = await transfer?.({ id, number, amountCents, accountId });
    transfers.set(id, made ?? `tr_demo_${id.replaceAll('-', '')}`);
  }
  return transfers;
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

/** onHand is what the catalogue says is there today; what the history sold was there before. */
async function insertStock(db: Db, products: DemoProduct[], history: History, now: Date): Promise<void> {
  const use = stockUse(history.orders);
  const variants = products
    .flatMap(product => product.variants)
    .map(variant => {
      const { shipped, reserved } = use.get(variant.id) ?? { shipped: 0, reserved: 0 };
      const onHand = Math.max(variant.onHand, reserved);
      return { ...variant, onHand, reserved, opening: onHand + shipped };
    });
  await insertRows(
    db,
    'stock',
    variants.map(({ id, onHand, reserved, casePack }) => ({
      variant_id: id,
      on_hand: onHand,
      reserved,
      low_stock_threshold: Math.max(5, casePack),
      updated_at: now,
    })),
  );
  await insertRows(
    db,
    'stock_movements',
    variants
      .filter(({ opening }) => opening > 0)
      .map(({ id, opening }) => ({
        id: stableId(`opening ${id}`),
        variant_id: id,
        quantity: opening,
        reason: 'opening',
        created_at: daysBefore(now, 250),
      })),
  );
}
