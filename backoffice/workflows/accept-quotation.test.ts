import { beforeEach, describe, expect, it } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { isNative, testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { putQuotationIntoCart } from './accept-quotation.ts';
import { addToCart } from './add-to-cart.ts';
import { changeCartLine } from './change-cart-line.ts';
import { declineQuotation, withdrawOffer, withdrawQuotation } from './decline-quotation.ts';
import { expireQuotations } from './expire-quotations.ts';
import { placeOrder } from './place-order.ts';
import { readPricedCart } from './priced-cart.ts';
import { olgasCart as olga, quotationTalk, wanted } from './quotations.testing.ts';
import { clearSales, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { services } = rig;
const talk = quotationTalk(db, services);
const { variants, stores, users } = WORLD;

beforeEach(async () => {
  rig.setNow(new Date());
  await db.raw('truncate quotations cascade');
  await clearSales(db);
});

const letters = () => db('letters').select('kind', 'recipient_address');
const soundness = async () => faults(await verify(db));
const group = async () => (await readPricedCart(services, olga)).groups[0]!;
const line = async () => (await group()).lines[0]!;
const onTerms = orderOf(olga, { payment: 'terms' });

describe('an accepted offer', () => {
  it('lies in the cart at its price: no case, no minimum stands in its way, and it is ordered as agreed', async () => {
    const { number } = await talk.ask();
    const { offerId } = await talk.roasteryOffers(number);
    await talk.accept(number, offerId);
    expect(await group()).toMatchObject({ minimum: null, problems: [], goodsCents: 3_150 });
    expect(await line()).toMatchObject({
      quantity: 7,
      unitPriceCents: 450,
      problems: [],
      isQuoted: true,
      hasRisen: false,
    });
    const order = await placeOrder(services, onTerms);
    const [bought] = await db('order_lines').where({ order_id: order.id });
    expect(bought.price_trace[0]).toEqual({
      kind: 'quote',
      from: `quote ${number}`,
      minQuantity: 7,
      unitPriceCents: 450,
    });
    expect(await talk.partOf(number, talk.roastery.wholesalerId)).toMatchObject({
      status: 'ordered',
      order_id: order.id,
    });
    const part = (await talk.read(number)).parts.find((one: { status: string }) => one.status === 'ordered');
    expect(part.orderNumber).toBe(order.number);
    expect(await soundness()).toEqual([]);
  });

  it('holds for the agreed quantity only: another one brings the usual price back, and says so', async () => {
    const { number } = await talk.ask();
    const { offerId } = await talk.roasteryOffers(number, { quantity: 12 });
    await talk.accept(number, offerId);
    const { lineId } = await line();
    await changeCartLine(services, olga, { lineId, quantity: 18 });
    expect(await line()).toMatchObject({
      unitPriceCents: 550,
      seenUnitPriceCents: 450,
      hasRisen: true,
      isQuoted: false,
    });
    await expect(placeOrder(services, onTerms)).rejects.toMatchObject({
      details: expect.arrayContaining([expect.objectContaining({ code: 'price_risen' })]),
    });
    await changeCartLine(services, olga, { lineId, quantity: 12 });
    expect(await line()).toMatchObject({ unitPriceCents: 450, hasRisen: false, isQuoted: true });
    await addToCart(services, olga, { variantId: variants.espressoSmall, quantity: 6 });
    expect(await line()).toMatchObject({ quantity: 18, hasRisen: true });
    await changeCartLine(services, olga, { lineId, acceptPriceCents: 550 });
    expect(await line()).toMatchObject({ hasRisen: false, unitPriceCents: 550 });
  });

  it('is judged by the stock like anything else', async () => {
    const { number } = await talk.ask({ lines: [{ ...wanted().lines[0]!, quantity: 101, isOpen: true }] });
    const { offerId } = await talk.roasteryOffers(number, { quantity: 101 });
    await talk.accept(number, offerId);
    expect((await line()).problems).toMatchObject([{ code: 'out_of_stock' }]);
  });

  it('ends with its last day: the usual price returns before any job has run, and the store was told the day before', async () => {
    const { number } = await talk.ask();
    const { offerId } = await talk.roasteryOffers(number, { quantity: 12, days: 2 });
    await talk.accept(number, offerId);
    rig.setNow(new Date(Date.now() + 86_400_000));
    expect(await expireQuotations(services)).toEqual({ expired: 0, ending: 1 });
    await expireQuotations(services);
    expect((await letters()).filter(letter => letter.kind === 'quotation-expiring')).toHaveLength(1);
    rig.setNow(new Date(Date.now() + 3 * 86_400_000));
    expect(await line()).toMatchObject({ unitPriceCents: 550, hasRisen: true, isQuoted: false });
    expect(await expireQuotations(services)).toEqual({ expired: 1, ending: 0 });
    expect((await talk.partOf(number, talk.roastery.wholesalerId)).status).toBe('expired');
    await expect(
      putQuotationIntoCart(services, { number, wholesaler: 'north-roastery', owner: olga }),
    ).rejects.toMatchObject({ kind: 'conflict' });
    expect(await soundness()).toEqual([]);
  });

  it('taken out of the cart can be put there again, until it is ordered', async () => {
    const { number } = await talk.ask();
    const { offerId } = await talk.roasteryOffers(number);
    await talk.accept(number, offerId);
    await db('cart_lines').delete();
    const again = () => putQuotationIntoCart(services, { number, wholesaler: 'north-roastery', owner: olga });
    expect(await again()).toEqual({ lineCount: 1 });
    await placeOrder(services, onTerms);
    await expect(again()).rejects.toMatchObject({ code: 'already_ordered' });
  });
});

describe('too late', () => {
  it.each([
    [
      'accepted already',
      'already_accepted',
      async (number: string, offerId: string) => void (await talk.accept(number, offerId)),
    ],
    [
      'revised meanwhile',
      'offer_revised',
      async (number: string) => void (await talk.roasteryOffers(number, { unitPriceCents: 600 })),
    ],
    ['over', 'offer_expired', async () => rig.setNow(new Date(Date.now() + 9 * 86_400_000))],
    [
      'taken back by the wholesaler',
      'already_withdrawn',
      async (number: string) => {
        const { id: partId } = await talk.partOf(number, talk.roastery.wholesalerId);
        await withdrawOffer(services, {
          which: { ...talk.roastery, partId },
          userId: users.roaster,
          reason: 'Sold out',
        });
      },
    ],
    [
      'declined',
      'already_declined',
      async (number: string) => {
        const which = { number, wholesaler: 'north-roastery', storeId: stores.corner };
        await declineQuotation(services, { which, userId: users.olga, reason: '' });
      },
    ],
  ])('an offer that is %s is not accepted', async (_, code, meanwhile) => {
    const { number } = await talk.ask();
    const { offerId } = await talk.roasteryOffers(number);
    await meanwhile(number, offerId);
    await expect(talk.accept(number, offerId)).rejects.toMatchObject({ kind: 'conflict', code });
  });

  it('a request taken back is over for everyone whose offer was not accepted', async () => {
    const { number } = await talk.ask();
    const { offerId } = await talk.roasteryOffers(number);
    await talk.accept(number, offerId);
    const end = { number, storeId: stores.corner, userId: users.olga, reason: 'We found one' };
    expect(await withdrawQuotation(services, end)).toEqual({ withdrawn: 1 });
    await expect(withdrawQuotation(services, end)).rejects.toMatchObject({ code: 'nothing_open' });
    expect((await talk.partOf(number, talk.roastery.wholesalerId)).status).toBe('accepted');
    await expect(talk.roasteryOffers(number)).rejects.toMatchObject({ code: 'already_accepted' });
  });
});

if (isNative)
  describe('at the same moment', () => {
    const outcomes = async (work: Promise<unknown>[]) =>
      (await Promise.allSettled(work)).map(one => (one.status === 'fulfilled' ? 'done' : one.reason.code)).sort();

    it('two clicks accept once', async () => {
      const { number } = await talk.ask();
      const { offerId } = await talk.roasteryOffers(number);
      const clicks = Array.from({ length: 6 }, () => talk.accept(number, offerId));
      expect(await outcomes(clicks)).toEqual([...Array(5).fill('already_accepted'), 'done']);
      expect(await db('cart_lines')).toHaveLength(1);
    });

    it('accepting and revising: one of them wins, and what was accepted is what was seen', async () => {
      for (let round = 0; round < 5; round++) {
        const { number } = await talk.ask();
        const { offerId } = await talk.roasteryOffers(number);
        const [accepting] = await Promise.allSettled([
          talk.accept(number, offerId),
          talk.roasteryOffers(number, { unitPriceCents: 999 }),
        ]);
        const part = await talk.partOf(number, talk.roastery.wholesalerId);
        if (accepting.status === 'fulfilled')
          expect(part).toMatchObject({ status: 'accepted', current_offer_id: offerId });
        else {
          expect(accepting.reason).toMatchObject({ code: 'offer_revised' });
          expect(part).toMatchObject({ status: 'offered' });
        }
      }
    });

    it('an offer is ordered once, however many orders are placed', async () => {
      const { number } = await talk.ask();
      const { offerId } = await talk.roasteryOffers(number);
      await talk.accept(number, offerId);
      const orders = Array.from({ length: 4 }, () => placeOrder(services, onTerms));
      const told = await outcomes(orders);
      expect(told.filter(one => one === 'done')).toHaveLength(1);
      expect(await db('order_lines').whereNotNull('offer_line_id')).toHaveLength(1);
      expect(await soundness()).toEqual([]);
    });
  });
