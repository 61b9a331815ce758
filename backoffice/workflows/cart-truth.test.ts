import { beforeEach, describe, expect, it } from 'vitest';
import { type CartOwner, countUnits, mergeGuestCart } from '#backoffice/commerce/cart/index.ts';
import { readWholesalerPage } from '#backoffice/commerce/product/index.ts';
import type { TaxEngine } from '#backoffice/providers/tax/tax.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { addToCart } from './add-to-cart.ts';
import { changeCartLine } from './change-cart-line.ts';
import { addPromotionCode } from './change-cart-promotions.ts';
import { placeOrder } from './place-order.ts';
import { readPricedCart } from './priced-cart.ts';
import { quoteOrder } from './quote-order.ts';
import { BASKET, clearSales, fillCart, guest, olga, orderOf, sellingRig, sven } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { services } = rig;
const { espressoSmall, mugSand, candleFig } = WORLD.variants;
const anna = guest('anna');
const annaSignedIn: CartOwner = { ...anna, userId: WORLD.users.anna, guestTokenHash: null };

beforeEach(() => clearSales(db));
const soundness = async () => faults(await verify(db));
const lines = async (owner: CartOwner) => (await readPricedCart(services, owner)).groups.flatMap(group => group.lines);
const codes = async (owner: CartOwner, more = {}) =>
  (await quoteOrder(services, { ...orderOf(owner), ...more })).refusals.map(reason => reason.code);
const setHouse = (status: string) => db('wholesalers').where({ id: WORLD.wholesalers.roastery }).update({ status });

describe('what was withdrawn', () => {
  it('is shown as such, counts for nothing, and never blocks the rest', async () => {
    await fillCart(db, anna, BASKET);
    await db('variants').where({ id: mugSand }).update({ archived_at: new Date() });
    expect((await lines(anna)).map(line => [line.isForSale, line.problems.map(reason => reason.code)])).toEqual([
      [true, []],
      [false, ['not_for_sale']],
    ]);
    const quote = await quoteOrder(services, orderOf(anna));
    expect(quote).toMatchObject({ refusals: [], goodsCents: 1980, totalCents: 1980 + 590 });
    expect(quote.leftOut.map(line => line.title)).toEqual(['Daily Mug']);
    const order = await placeOrder(services, orderOf(anna));
    expect(order.totalCents).toBe(2570);
    expect((await lines(anna)).map(line => line.variantId)).toContain(mugSand);
    expect(await soundness()).toEqual([]);
    await db('variants').where({ id: mugSand }).update({ archived_at: null });
  });

  it('alone in the cart leaves nothing to order; its wholesaler’s minimum asks nothing', async () => {
    await fillCart(db, olga, [[espressoSmall, 6, 600]]);
    await setHouse('suspended');
    expect(await codes(olga)).toEqual(['empty_cart']);
    expect((await readPricedCart(services, olga)).groups[0]!.problems).toEqual([]);
    await setHouse('approved');
  });
});

describe('what changed since it was added', () => {
  it('a price that rose waits for a yes at checkout; one that fell does not', async () => {
    await fillCart(db, anna, BASKET);
    await db('variants').where({ id: mugSand }).update({ retail_price_cents: 2600 });
    expect(await codes(anna)).toEqual(['price_risen']);
    const line = (await lines(anna)).find(one => one.variantId === mugSand)!;
    await changeCartLine(services, anna, { lineId: line.lineId, acceptPriceCents: 2600 });
    expect(await codes(anna)).toEqual([]);
    await db('variants').where({ id: mugSand }).update({ retail_price_cents: 2000 });
    expect(await codes(anna)).toEqual([]);
    await db('variants').where({ id: mugSand }).update({ retail_price_cents: 2400 });
  });

  it('stock that fell is announced with what is left', async () => {
    await fillCart(db, anna, [[candleFig, 5, 1800]]);
    await db('stock').where({ variant_id: candleFig }).update({ on_hand: 3 });
    const [reason] = (await quoteOrder(services, orderOf(anna))).refusals;
    expect(reason).toMatchObject({ code: 'out_of_stock', fix: { availableQuantity: 3 } });
    await db('stock').where({ variant_id: candleFig }).update({ on_hand: 500 });
  });
});

describe('one person', () => {
  it('on two devices has one cart: what both add is in it', async () => {
    await Promise.all([1, 2, 3].map(quantity => addToCart(services, annaSignedIn, { variantId: candleFig, quantity })));
    expect((await lines(annaSignedIn)).map(line => line.quantity)).toEqual([6]);
  });

  it('who signs in brings lines and codes; of a line in both the larger quantity stays', async () => {
    await fillCart(db, anna, [
      [candleFig, 2, 1800],
      [mugSand, 1, 2400],
    ]);
    await addPromotionCode(services, anna, 'WELCOME10');
    await fillCart(db, annaSignedIn, [[candleFig, 5, 1800]]);
    await mergeGuestCart(db, { guestToken: 'anna', userId: WORLD.users.anna });
    await mergeGuestCart(db, { guestToken: 'anna', userId: WORLD.users.anna });
    expect(Object.fromEntries((await lines(annaSignedIn)).map(line => [line.sku, line.quantity]))).toEqual({
      'PILLAR-FIG': 5,
      'MUG-SAND': 1,
    });
    expect((await readPricedCart(services, annaSignedIn)).promotions).toMatchObject([
      { promotion: { code: 'WELCOME10' }, problem: null },
    ]);
    expect(await lines(anna)).toEqual([]);
  });

  it('two tabs that order the same cart at the same time place one order', async () => {
    await fillCart(db, olga, [[mugSand, 48, 990]]);
    const request = orderOf(olga, { payment: 'terms', requestKey: 'one-click-twice' });
    const [first, second] = await Promise.all([placeOrder(services, request), placeOrder(services, request)]);
    expect(first.number).toBe(second.number);
    expect(await db('orders')).toHaveLength(1);
  });

  it('has two carts that never mix', async () => {
    const retail: CartOwner = { ...olga, channel: 'b2c', storeId: null };
    await addToCart(services, olga, { variantId: candleFig, quantity: 10 });
    await addToCart(services, retail, { variantId: candleFig, quantity: 1 });
    expect(await countUnits(db, olga)).toEqual({ b2c: 1, b2b: 10 });
    expect((await lines(olga))[0]!.unitPriceCents).toBe(900);
    expect((await lines(retail))[0]!.unitPriceCents).toBe(1800);
  });
});

describe('price lists', () => {
  it.each([
    ['of its store group', { store_group_id: WORLD.storeGroups.partners }, sven, 700],
    ['of another group', { store_group_id: WORLD.storeGroups.partners }, olga, 900],
    ['of the platform', { wholesaler_id: null }, olga, 700],
    ['that ended', { ends_at: '2026-01-01' }, olga, 900],
    ['that has not begun', { starts_at: '2100-01-01' }, olga, 900],
  ])('a list %s is charged or not, and the trace names it', async (_, rule, owner, expected) => {
    const [list] = await db('price_lists')
      .insert({ name: 'Special', wholesaler_id: WORLD.wholesalers.candlery, ...rule })
      .returning('id');
    await db('price_tiers').insert({
      price_list_id: list.id,
      variant_id: candleFig,
      min_quantity: 1,
      unit_price_cents: 700,
    });
    await addToCart(services, owner, { variantId: candleFig, quantity: 2 });
    const [line] = await lines(owner);
    expect(line!.unitPriceCents).toBe(expected);
    expect(line!.priceTrace.at(-1)).toMatchObject({ from: expected === 700 ? 'Special' : 'wholesale price' });
    await db('price_lists').where({ id: list.id }).delete();
  });
});

describe('minimums', () => {
  const small: [string, number, number][] = [[espressoSmall, 6, 600]];

  it('of a country stand instead of the general one', async () => {
    await db('wholesaler_minimums').insert({
      wholesaler_id: WORLD.wholesalers.roastery,
      country: 'AT',
      minimum_order_cents: 3_000,
    });
    await fillCart(db, sven, small);
    await fillCart(db, olga, small);
    expect((await readPricedCart(services, sven)).groups[0]!.minimum).toMatchObject({
      requiredCents: 3_000,
      missingCents: 0,
    });
    expect((await readPricedCart(services, olga)).groups[0]!.minimum).toMatchObject({ requiredCents: 15_000 });
    const page = (storeId: string) => readWholesalerPage(db, 'north-roastery', storeId);
    expect(await page(sven.storeId!)).toMatchObject({ minimumOrderCents: 3_000, minimumFirstOrderCents: 0 });
    expect(await page(olga.storeId!)).toMatchObject({ minimumOrderCents: 10_000, minimumFirstOrderCents: 15_000 });
    await db('wholesaler_minimums').delete();
  });
});

describe('tax', () => {
  const treatments = () =>
    db('wholesaler_orders').orderBy('number').select('tax_treatment', 'tax_cents', 'shipping_tax_rate_bp');
  const buy = async (owner: CartOwner, more = {}) => {
    await fillCart(db, owner, [
      [candleFig, 10, 900],
      [mugSand, 12, 1080],
    ]);
    return placeOrder(services, orderOf(owner, more));
  };
  const to = (country: string) => ({ shippingAddress: { ...orderOf(olga).shippingAddress, country } });

  it('is reverse charge only across a border to a company of another country than the seller’s', async () => {
    await buy(olga);
    expect(await treatments()).toMatchObject([
      { tax_treatment: 'taxed', tax_cents: 1710, shipping_tax_rate_bp: 1900 },
      { tax_treatment: 'reverse_charge', tax_cents: 0, shipping_tax_rate_bp: 0 },
    ]);
    expect(await soundness()).toEqual([]);
  });

  it('is charged when the id is of the seller’s own country, though the goods cross a border', async () => {
    await buy(olga, to('AT'));
    expect((await treatments()).map(one => one.tax_treatment)).toEqual(['taxed', 'reverse_charge']);
    expect(await soundness()).toEqual([]);
  });

  it('is none with a certificate, and none abroad', async () => {
    await db('stores').where({ id: WORLD.stores.corner }).update({ tax_exempt_until: '2100-01-01' });
    await buy(olga);
    expect((await treatments()).map(one => one.tax_treatment)).toEqual(['exempt', 'exempt']);
    await db('stores').where({ id: WORLD.stores.corner }).update({ tax_exempt_until: null });
    await clearSales(db);
    await buy(olga, to('US'));
    expect((await treatments()).map(one => one.tax_treatment)).toEqual(['export', 'export']);
    expect(await soundness()).toEqual([]);
  });

  it('is another rate from its first day on', async () => {
    await db('tax_rates').where({ country: 'DE', tax_category: 'standard' }).update({ ends_on: '2030-01-01' });
    await db('tax_rates').insert({ country: 'DE', tax_category: 'standard', rate_bp: 2100, starts_on: '2030-01-01' });
    await fillCart(db, anna, [[candleFig, 1, 1800]]);
    const rate = async () => (await quoteOrder(services, orderOf(anna))).groups[0]!.lines[0]!.taxRateBp;
    expect(await rate()).toBe(1900);
    rig.setNow(new Date('2030-01-01T00:00:00Z'));
    expect(await rate()).toBe(2100);
    rig.setNow(new Date());
    await db('tax_rates').where({ rate_bp: 2100 }).delete();
  });

  it('comes from an outside engine where there is one', async () => {
    const asked: unknown[] = [];
    const taxes: TaxEngine = {
      async taxesOf(sale) {
        asked.push(sale.to);
        return sale.parts.map(part => ({
          treatment: 'taxed',
          lines: part.lines.map(line => ({ rateBp: 1000, taxCents: Math.round(line.amountCents / 10) })),
          shipping: { rateBp: 0, taxCents: 0 },
        }));
      },
    };
    await fillCart(db, olga, [[candleFig, 10, 900]]);
    expect(await quoteOrder({ ...services, taxes }, orderOf(olga))).toMatchObject({ taxCents: 900, totalCents: 9_900 });
    expect(asked).toEqual([{ country: 'DE', region: null }]);
  });
});

describe('a cart of a hundred lines from twenty wholesalers', () => {
  it('is shown, quoted and ordered in as many statements as one of three', async () => {
    const many = await plantMany();
    const count = async (lines: [string, number, number][]) => {
      await clearSales(db);
      await fillCart(db, olga, lines);
      const view = await countQueries(db, () => readPricedCart(services, olga));
      const quote = await countQueries(db, () => quoteOrder(services, orderOf(olga)));
      const order = await countQueries(db, () => placeOrder(services, orderOf(olga, { payment: 'terms' })));
      expect(view.result.groups.flatMap(group => group.lines)).toHaveLength(lines.length);
      return [view, quote, order].map(one => one.queries.length);
    };
    const few = await count(many.slice(0, 3));
    expect(await count(many)).toEqual(few);
    expect(few.slice(0, 2)).toEqual([1, 1]);
    expect(await soundness()).toEqual([]);
  });
});

/** Twenty wholesalers with five products each, ten units of all of them. */
async function plantMany(): Promise<[string, number, number][]> {
  await db('stores').where({ id: WORLD.stores.corner }).update({ credit_limit_cents: 100_000_000 });
  const { rows } = await db.raw(`
    with houses as (
      insert into wholesalers (slug, name, country, contact_email, status)
      select 'house-' || n, 'House ' || n, 'DE', 'a@b.example', 'approved' from generate_series(1, 20) n returning id, slug
    ), goods as (
      insert into products (wholesaler_id, category_id, handle, slug, title, status, published_at)
      select houses.id, '${WORLD.categories.home}', houses.slug || n, houses.slug || n, 'Thing', 'published', now() from houses, generate_series(1, 5) n
      returning id, wholesaler_id, slug
    ), made as (
      insert into variants (product_id, wholesaler_id, sku, title, retail_price_cents, wholesale_price_cents)
      select id, wholesaler_id, upper(slug), 'Default', 2000, 1000 from goods returning id
    ), shelved as (insert into stock (variant_id, on_hand) select id, 1000 from made returning variant_id)
    select variant_id as id from shelved`);
  await db.raw(
    `insert into stock_movements (variant_id, quantity, reason) select v.id, 1000, 'opening' from variants v where v.title = 'Default' and v.sku like 'HOUSE-%'`,
  );
  return rows.map((row: { id: string }) => [row.id, 10, 1000]);
}
