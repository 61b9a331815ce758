import type { Db } from '../connection.ts';
import { stableId } from './chance.ts';
import { daysBefore, storeId, wholesalerId } from './demo-accounts.ts';
import { demoProducts } from './demo-catalogue/assortment.ts';
import { STORES } from './demo-people.ts';
import { insertRows } from './insert-rows.ts';

const [NORA] = STORES;
const QUOTATION = stableId('quotation nora');

/** What Nora asks for. The cups are Atelier Argile's; everyone may offer for them. */
const LINES = [
  { title: 'Cups without a handle, for cortado', quantity: 24, hoped: 1000, note: 'Stackable, please' },
  { title: 'Espresso Cup Minute, Sand', quantity: 50, hoped: 700, sku: 'ARG-002-SAND' },
  { title: 'Jug or server for milk, 0.6 l', quantity: 12, hoped: null, note: '' },
  { title: 'Tins for beans, 250 g', quantity: 36, hoped: 850, note: 'A quiet colour' },
];
const ASKED = ['atelier-argile', 'kranich-coffee', 'blad-en-bloem'];

interface Said {
  wholesaler: string;
  madeBy: 'wholesaler' | 'store';
  daysAgo: number;
  /** How many days the offer holds from today. */
  days?: number;
  message: string;
  /** Line, quantity, cents, what will be sent. */
  lines: [line: number, quantity: number, unitCents: number, sku?: string][];
}
const SAID: Said[] = [
  {
    wholesaler: 'atelier-argile',
    madeBy: 'wholesaler',
    daysAgo: 3,
    days: 18,
    message: 'From our next firing, about the tenth. The cups nest in fours.',
    lines: [
      [0, 24, 1080, 'ARG-001-SAND'],
      [1, 50, 690, 'ARG-002-SAND'],
      [2, 12, 2050, 'ARG-011-CHALK'],
    ],
  },
  {
    wholesaler: 'kranich-coffee',
    madeBy: 'wholesaler',
    daysAgo: 4,
    days: 6,
    message: 'We would send our cortado glasses; one is one set of four.',
    lines: [
      [0, 24, 1090, 'KRA-024'],
      [2, 12, 1180, 'KRA-020'],
      [3, 36, 940, 'KRA-022-CREAM'],
    ],
  },
  {
    wholesaler: 'kranich-coffee',
    madeBy: 'store',
    daysAgo: 2,
    message: 'We could take 48 of the tins over the year. Does that help?',
    lines: [
      [0, 24, 1020],
      [3, 48, 850],
    ],
  },
  {
    wholesaler: 'kranich-coffee',
    madeBy: 'wholesaler',
    daysAgo: 1,
    days: 12,
    message: 'It does. Both at these prices, if they leave in one parcel.',
    lines: [
      [0, 24, 1030, 'KRA-024'],
      [2, 12, 1120, 'KRA-020'],
      [3, 48, 870, 'KRA-022-CREAM'],
    ],
  },
];

/** An open request of Nora's: two have answered, one after a counter, one has not yet. */
export async function insertQuotations(db: Db, at: Date): Promise<void> {
  const variants = demoProducts().flatMap(product =>
    product.variants.map(variant => ({ sku: variant.sku, id: variant.id, wholesaler: product.wholesaler })),
  );
  const variantOf = (sku: string) => variants.find(variant => variant.sku === sku)!;
  const asked = daysBefore(at, 5);
  const [{ number }] = await db('quotations')
    .insert({
      id: QUOTATION,
      store_id: storeId(NORA.name),
      requested_by: NORA.owner.id,
      currency: 'EUR',
      note: 'For the coffee bar of our second shop, which opens in spring.',
      created_at: asked,
    })
    .returning('number');
  await insertRows(
    db,
    'quotation_lines',
    LINES.map(({ title, quantity, hoped, note, sku }, position) => ({
      id: lineId(position),
      quotation_id: QUOTATION,
      position,
      title,
      variant_id: sku ? variantOf(sku).id : null,
      wholesaler_id: sku ? wholesalerId(variantOf(sku).wholesaler.slug) : null,
      quantity,
      target_price_cents: hoped,
      needed_by: null,
      note: note ?? '',
      is_open: true,
    })),
  );
  await insertRows(
    db,
    'quotation_parts',
    ASKED.map(slug => ({
      id: partId(slug),
      quotation_id: QUOTATION,
      wholesaler_id: wholesalerId(slug),
      number,
      store_name: NORA.name,
      status: 'requested',
      open_until: dayIn(at, 9),
      created_at: asked,
      updated_at: asked,
    })),
  );
  const requested = ASKED.map(slug => ({
    ...stepOf(slug, 'requested', asked),
    made_by: 'store',
    user_id: NORA.owner.id,
  }));
  await db('quotation_steps').insert(requested);
  for (const [index, said] of SAID.entries()) await insertSaid(db, { said, index, at, variantOf });
}

interface Saying {
  said: Said;
  index: number;
  at: Date;
  variantOf: (sku: string) => { id: string };
}

async function insertSaid(db: Db, { said, index, at, variantOf }: Saying): Promise<void> {
  const { wholesaler, madeBy, days, lines } = said;
  const id = stableId(`quotation offer ${index}`);
  const when = daysBefore(at, said.daysAgo);
  const status = madeBy === 'wholesaler' ? 'offered' : 'countered';
  const user_id = madeBy === 'store' ? NORA.owner.id : null;
  const version = SAID.slice(0, index + 1).filter(one => one.wholesaler === wholesaler).length;
  const valid_until = days === undefined ? null : dayIn(at, days);
  const offer = { id, part_id: partId(wholesaler), version, made_by: madeBy, message: said.message, valid_until };
  await db('quotation_offers').insert({ ...offer, created_by: user_id, created_at: when });
  await db('quotation_offer_lines').insert(
    lines.map(([line, quantity, unitCents, sku]) => ({
      offer_id: id,
      line_id: lineId(line),
      variant_id: sku ? variantOf(sku).id : null,
      quantity,
      unit_price_cents: unitCents,
    })),
  );
  await db('quotation_parts')
    .where({ id: partId(wholesaler) })
    .update({ status, updated_at: when, ...(valid_until ? { current_offer_id: id, open_until: valid_until } : {}) });
  await db('quotation_steps').insert({ ...stepOf(wholesaler, status, when), made_by: madeBy, user_id, offer_id: id });
}

const stepOf = (slug: string, kind: string, created_at: Date) => ({ part_id: partId(slug), kind, created_at });
const lineId = (position: number) => stableId(`quotation line ${position}`);
const partId = (slug: string) => stableId(`quotation part ${slug}`);
const dayIn = (at: Date, days: number) => daysBefore(at, -days).toISOString().slice(0, 10);
