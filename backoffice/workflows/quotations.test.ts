import { beforeEach, describe, expect, it } from 'vitest';
import {
  listForStore,
  listForWholesaler,
  readForStore,
  readForWholesaler,
} from '#backoffice/commerce/quotation/index.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { answerQuotation } from './answer-quotation.ts';
import { counterQuotation } from './counter-quotation.ts';
import { inDays, quotationTalk, wanted } from './quotations.testing.ts';
import { clearSales, sellingRig } from './selling.testing.ts';

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
  await db('wholesalers').where({ id: WORLD.wholesalers.roastery, status: 'suspended' }).update({ status: 'approved' });
});

const letters = () => db('letters').select('kind', 'recipient_address');
const soundness = async () => faults(await verify(db));

describe('a request', () => {
  it('reaches every wholesaler in its own part, with its own lines, and none learns of the others', async () => {
    const { number } = await talk.ask();
    expect(number).toMatch(/^Q-\d+$/);
    expect((await letters()).map(letter => [letter.kind, letter.recipient_address]).sort()).toEqual([
      ['quotation-requested', 'hello@pottery.example'],
      ['quotation-requested', 'hello@roastery.example'],
    ]);
    const { id } = await talk.partOf(number, talk.pottery.wholesalerId);
    const own = await readForWholesaler(db, { partId: id, wholesalerId: talk.pottery.wholesalerId });
    expect(own.lines.map((one: { title: string }) => one.title)).toEqual(['A jug for a litre']);
    expect(JSON.stringify(own)).not.toMatch(/roastery|espresso/i);
    expect(await readForWholesaler(db, { partId: id, wholesalerId: talk.roastery.wholesalerId })).toBeNull();
    expect(await readForStore(db, { number, storeId: stores.alpine })).toBeNull();
  });

  it('sent twice with one key is one request', async () => {
    const first = await talk.ask({ requestKey: 'the same' });
    expect(await talk.ask({ requestKey: 'the same' })).toEqual(first);
    expect(await db('quotations')).toHaveLength(1);
    expect(await db('letters')).toHaveLength(2);
  });

  it('names each field that is wrong', async () => {
    const yesterday = inDays(services, -1);
    const asked = talk.ask({
      wholesalers: ['north-roastery', 'nobody', 'north-roastery'],
      lines: [
        { variantId: variants.mugSand, quantity: 4, note: '', isOpen: false },
        { variantId: variants.decaf, quantity: 4, note: '', isOpen: false },
        { variantId: variants.tin, quantity: 4, neededBy: yesterday, note: '', isOpen: false },
        { quantity: 4, note: '', isOpen: true },
      ],
    });
    const { details } = await asked.catch(refusal => refusal);
    expect(details.map((one: { subject: string; code: string }) => [one.subject, one.code])).toEqual([
      ['wholesalers.1', 'unknown_wholesaler'],
      ['wholesalers.2', 'twice'],
      ['lines.0.variantId', 'not_asked'],
      ['lines.1.variantId', 'unknown_variant'],
      ['lines.2.neededBy', 'in_the_past'],
      ['lines.2.variantId', 'not_sold_in_bulk'],
      ['lines.3.title', 'nothing_named'],
    ]);
  });

  it('does not bother a wholesaler for whom there is no line', async () => {
    const lines = [wanted().lines[0]!];
    await expect(talk.ask({ lines })).rejects.toMatchObject({ code: 'nothing_to_answer' });
    await talk.ask({ lines: [{ ...lines[0]!, isOpen: true }] });
  });
});

describe('an offer', () => {
  it('names a product of its own for words, and every version stays', async () => {
    const { number } = await talk.ask();
    const { id } = await talk.partOf(number, talk.pottery.wholesalerId);
    const [jug] = (await readForWholesaler(db, { partId: id, wholesalerId: talk.pottery.wholesalerId })).lines;
    const offer = (more: object) =>
      answerQuotation(services, {
        ...talk.pottery,
        partId: id,
        message: '',
        validUntil: inDays(services, 3),
        lines: [{ lineId: jug.id, quantity: 12, unitPriceCents: 900, ...more }],
      });
    await expect(offer({})).rejects.toMatchObject({ code: 'unknown_sku' });
    await expect(offer({ sku: 'ESP-250' })).rejects.toMatchObject({ code: 'unknown_sku' });
    await expect(offer({ sku: 'VASE-1' })).rejects.toMatchObject({ code: 'not_for_sale' });
    expect(await offer({ sku: 'MUG-SAND' })).toMatchObject({ version: 1 });
    expect(await offer({ sku: 'MUG-SAND', unitPriceCents: 850 })).toMatchObject({ version: 2 });
    const [part] = (await talk.read(number)).parts;
    expect(part.offer).toMatchObject({ version: 2, totalCents: 10_200, lines: [{ variant: { sku: 'MUG-SAND' } }] });
    expect(
      part.steps.map((one: { kind: string; offer: { totalCents: number } | null }) => [
        one.kind,
        one.offer?.totalCents,
      ]),
    ).toEqual([
      ['requested', undefined],
      ['offered', 10_800],
      ['offered', 10_200],
    ]);
  });

  it('of a foreign line, of a day that is over, or by someone suspended is refused', async () => {
    const { number } = await talk.ask();
    const { id } = await talk.partOf(number, talk.pottery.wholesalerId);
    const lines = (await talk.read(number)).lines;
    const foreign = { ...talk.pottery, partId: id, message: '', validUntil: inDays(services, -1) };
    const offer = answerQuotation(services, {
      ...foreign,
      lines: [{ lineId: lines[0].id, quantity: 7, unitPriceCents: 1 }],
    });
    const { details } = await offer.catch(refusal => refusal);
    expect(details.map((one: { subject: string }) => one.subject)).toEqual(['validUntil', 'lines.0.lineId']);
    await db('wholesalers').where({ id: WORLD.wholesalers.roastery }).update({ status: 'suspended' });
    await expect(talk.roasteryOffers(number)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('goes back and forth, and the timeline shows all of it', async () => {
    const { number } = await talk.ask();
    const first = await talk.roasteryOffers(number);
    const [espresso] = (await talk.read(number)).lines;
    const counter = {
      number,
      wholesaler: 'north-roastery',
      storeId: stores.corner,
      userId: users.olga,
      message: 'Four?',
    };
    const hoped = [{ lineId: espresso.id, quantity: 14, unitPriceCents: 400 }];
    await counterQuotation(services, { ...counter, offerId: first.offerId, lines: hoped });
    await expect(
      counterQuotation(services, { ...counter, offerId: first.offerId, lines: hoped }),
    ).rejects.toMatchObject({
      code: 'already_countered',
    });
    const second = await talk.roasteryOffers(number, { quantity: 14, unitPriceCents: 420 });
    await talk.accept(number, second.offerId);
    const part = (await talk.read(number)).parts.find((one: { status: string }) => one.status === 'accepted');
    expect(part.steps.map((one: { kind: string; madeBy: string }) => `${one.madeBy} ${one.kind}`)).toEqual([
      'store requested',
      'wholesaler offered',
      'store countered',
      'wholesaler offered',
      'store accepted',
    ]);
    const kinds = (await letters()).map(letter => letter.kind);
    for (const kind of ['offered', 'countered', 'accepted']) expect(kinds).toContain(`quotation-${kind}`);
    expect(await soundness()).toEqual([]);
  });
});

describe('speed', () => {
  it('list and detail are one statement each, whatever was said', async () => {
    const { number } = await talk.ask();
    await talk.roasteryOffers(number);
    await talk.roasteryOffers(number, { unitPriceCents: 440 });
    const { id } = await talk.partOf(number, talk.roastery.wholesalerId);
    const page = { limit: 20, after: null };
    for (const read of [
      () => readForStore(db, { number, storeId: stores.corner }),
      () => readForWholesaler(db, { partId: id, wholesalerId: talk.roastery.wholesalerId }),
      () => listForStore(db, { storeId: stores.corner, ...page }),
      () => listForWholesaler(db, { wholesalerId: talk.roastery.wholesalerId, status: undefined, ...page }),
    ]) {
      const { queries, result } = await countQueries(db, read);
      expect(queries).toHaveLength(1);
      expect(result).toBeTruthy();
    }
  });
});
