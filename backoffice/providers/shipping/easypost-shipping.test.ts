import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEasyPost, type EasyPostStandIn } from '../../../docker/stand-ins/easypost/index.ts';
import { type Listening, listen } from '../../../docker/stand-ins/listen.ts';
import { openWebhookDoor, type WebhookDoor } from '../../../docker/stand-ins/webhook-door.ts';
import { InvalidSignature } from '../failure.ts';
import { centsOf } from './easypost-shapes.ts';
import { createEasyPostShipping } from './easypost-shipping.ts';
import type { RateRequest, Shipping } from './shipping.ts';

const SECRET = 'sécret of the webhook';
const parcel: RateRequest = {
  from: { name: 'Lumen', line1: 'Hafenstraße 4', city: 'Hamburg', postalCode: '20457', country: 'DE' },
  to: { name: 'Ada', line1: '12 Rue Oberkampf', city: 'Paris', postalCode: '75011', country: 'FR' },
  parcel: { weightGrams: 2400, lengthMm: 300, widthMm: 200, heightMm: 150 },
  reference: 'SH-1001',
};

let standIn: EasyPostStandIn;
let server: Listening;
let door: WebhookDoor;
let shipping: Shipping;

beforeAll(async () => {
  door = await openWebhookDoor();
  standIn = createEasyPost({ publicUrl: () => `${server.url}/easypost`, webhook: { url: door.url, secret: SECRET } });
  server = await listen(0, { '/easypost': standIn.router });
  shipping = adapter(2_000);
});
beforeEach(() => standIn.faults.clear());
afterAll(async () => {
  standIn.stop();
  await server.stop();
  door.close();
});

const adapter = (timeoutMs: number, apiKey = 'EZTK_stand_in') =>
  createEasyPostShipping({ apiKey, baseUrl: `${server.url}/easypost/v2`, webhookSecret: SECRET, timeoutMs });

async function bought() {
  const { shipmentId, rates } = await shipping.rates(parcel);
  return shipping.buyLabel({ shipmentId, rateId: rates[0]!.id });
}

describe('rates', () => {
  it('come in cents, by weight and distance', async () => {
    const { rates } = await shipping.rates(parcel);
    expect(
      rates.map(({ carrier, service, rateCents, currency }) => ({ carrier, service, rateCents, currency })),
    ).toEqual([
      { carrier: 'DPD', service: 'Classic', rateCents: 1210, currency: 'EUR' },
      { carrier: 'UPS', service: 'Standard', rateCents: 1530, currency: 'EUR' },
      { carrier: 'DHLExpress', service: 'ExpressWorldwide', rateCents: 3110, currency: 'EUR' },
    ]);
    const atHome = await shipping.rates({ ...parcel, to: { ...parcel.to, country: 'DE' } });
    expect(atHome.rates[0]!.rateCents).toBeLessThan(rates[0]!.rateCents);
  });

  it('are refused, with each carrier’s reason, when nobody takes the parcel', async () => {
    const tooHeavy = { ...parcel, parcel: { weightGrams: 120_000 } };
    await expect(shipping.rates(tooHeavy)).rejects.toMatchObject({
      kind: 'refused',
      code: 'no_rates',
      message: expect.stringContaining('DPD: The weight is over'),
    });
  });

  it.each([
    ['5.93', 593],
    ['33.1', 3310],
    ['7', 700],
    ['1.15', 115],
    ['0.001', 1],
  ])('reads %s as %i cents', (decimal, cents) => expect(centsOf(decimal)).toBe(cents));
});

describe('labels', () => {
  it('a label has a tracking code and a printable address', async () => {
    const label = await bought();
    expect(label).toMatchObject({
      carrier: 'DPD',
      rateCents: 1210,
      trackingCode: expect.stringMatching(/^0534\d{10}$/),
    });
    const pdf = await fetch(label.labelUrl);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('buying twice pays once and answers with the same label', async () => {
    const { shipmentId, rates } = await shipping.rates(parcel);
    const first = await shipping.buyLabel({ shipmentId, rateId: rates[1]!.id });
    const second = await shipping.buyLabel({ shipmentId, rateId: rates[1]!.id });
    expect(second).toEqual(first);
  });

  it('a purchase whose answer was lost is found again', async () => {
    const { shipmentId, rates } = await shipping.rates(parcel);
    standIn.faults.script({ kind: '500', when: 'after', path: '/buy' });
    await expect(shipping.buyLabel({ shipmentId, rateId: rates[0]!.id })).rejects.toMatchObject({ kind: 'unknown' });
    const label = await shipping.buyLabel({ shipmentId, rateId: rates[0]!.id });
    expect(standIn.trackers().filter(one => one.shipment_id === shipmentId)).toHaveLength(1);
    expect(label.trackerId).toBe(standIn.trackers().at(-1)!.id);
  });

  it('a rate that does not exist is refused', async () => {
    const { shipmentId } = await shipping.rates(parcel);
    await expect(shipping.buyLabel({ shipmentId, rateId: 'rate_none' })).rejects.toMatchObject({
      kind: 'refused',
      code: 'RATE.NOT_FOUND',
    });
  });

  it('an unused label is paid back, a scanned one is not', async () => {
    const unused = await bought();
    expect(await shipping.refundLabel(unused.shipmentId)).toBe('submitted');
    expect(await shipping.refundLabel(unused.shipmentId)).toBe('refunded');
    const scanned = await bought();
    standIn.advance(scanned.trackerId, { status: 'in_transit', webhook: false });
    expect(await shipping.refundLabel(scanned.shipmentId)).toBe('rejected');
  });
});

describe('trackers', () => {
  it('a parcel is followed from label to door by asking', async () => {
    const label = await bought();
    expect((await shipping.readTracker(label.trackerId)).status).toBe('unknown');
    standIn.advance(label.trackingCode, { status: 'delivered', webhook: false });
    const tracker = await shipping.readTracker(label.trackerId);
    expect(tracker).toMatchObject({ status: 'delivered', trackingCode: label.trackingCode });
    expect(tracker.scans.map(scan => `${scan.status} ${scan.place}`)).toEqual([
      'pre_transit Hamburg, DE',
      'in_transit Hamburg, DE',
      'out_for_delivery Paris, FR',
      'delivered Paris, FR',
    ]);
  });

  it('nothing moves on from the door, nor a parcel that is lost', async () => {
    const label = await bought();
    standIn.advance(label.trackerId, { status: 'delivered', webhook: false });
    expect(standIn.advance(label.trackerId)).toBeNull();
    standIn.advance(label.trackerId, { status: 'failure', webhook: false });
    expect(standIn.advance(label.trackerId)).toBeNull();
  });

  it('each step is later than the one before, also within one second', async () => {
    const label = await bought();
    standIn.advance(label.trackerId, { webhook: false });
    const earlier = await shipping.readTracker(label.trackerId);
    standIn.advance(label.trackerId, { webhook: false });
    const later = await shipping.readTracker(label.trackerId);
    expect(later.updatedAt.getTime()).toBeGreaterThan(earlier.updatedAt.getTime());
  });

  it('EasyPost’s test codes show their status', async () => {
    const statuses: string[] = [];
    for (const digit of [1, 2, 3, 4, 5, 6, 7]) {
      const answer = await fetch(`${server.url}/easypost/v2/trackers`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa('EZTK:')}`, 'content-type': 'application/json' },
        body: JSON.stringify({ tracker: { tracking_code: `EZ${digit}00000000${digit}` } }),
      });
      const { id } = (await answer.json()) as { id: string };
      statuses.push((await shipping.readTracker(id)).status);
    }
    expect(statuses.join(' ')).toBe(
      'pre_transit in_transit out_for_delivery delivered return_to_sender failure unknown',
    );
  });

  it('an unknown tracker is refused', async () => {
    await expect(shipping.readTracker('trk_none')).rejects.toMatchObject({ kind: 'refused', code: 'NOT_FOUND' });
  });
});

describe('webhooks', () => {
  it('a signed event is believed', async () => {
    const label = await bought();
    standIn.advance(label.trackerId, { status: 'in_transit' });
    const { body, headers } = await door.next();
    const event = shipping.readEvent(body, headers);
    expect(event).toMatchObject({ type: 'tracker.updated', tracker: { id: label.trackerId, status: 'in_transit' } });
    expect(event.id).toMatch(/^evt_/);
  });

  it('a changed body, a foreign secret and a missing signature are not', async () => {
    const label = await bought();
    standIn.advance(label.trackerId);
    const { body, headers } = await door.next();
    const changed = Buffer.from(body.toString().replace('pre_transit', 'delivered'));
    expect(() => shipping.readEvent(changed, headers)).toThrow(InvalidSignature);
    expect(() => shipping.readEvent(body, { 'x-hmac-signature': 'hmac-sha256-hex=00' })).toThrow(InvalidSignature);
    expect(() => shipping.readEvent(body, {})).toThrow(InvalidSignature);
  });

  it('arrive twice and in the wrong order when told to', async () => {
    const label = await bought();
    standIn.webhooks.hold();
    standIn.advance(label.trackerId, { status: 'in_transit', copies: 2 });
    standIn.advance(label.trackerId, { status: 'delivered' });
    standIn.webhooks.release('reversed');
    const events = [await door.next(), await door.next(), await door.next()].map(one =>
      shipping.readEvent(one.body, one.headers),
    );
    expect(events.map(event => event.tracker!.status)).toEqual(['delivered', 'in_transit', 'in_transit']);
    expect(events[1]!.id).toBe(events[2]!.id);
  });

  it('EasyPost’s way of writing whole weights does not break the signature', async () => {
    const label = await bought();
    standIn.trackers().at(-1)!.weight = 614;
    standIn.advance(label.trackerId);
    const { body, headers } = await door.next();
    expect(body.toString()).toContain('"weight":614.0');
    expect(shipping.readEvent(body, headers).tracker!.id).toBe(label.trackerId);
  });
});

describe('failures', () => {
  it.each([
    ['500', 'unknown'],
    ['reset', 'unknown'],
    ['429', 'busy'],
  ] as const)('%s is %s', async (kind, meaning) => {
    standIn.faults.script({ kind });
    await expect(shipping.rates(parcel)).rejects.toMatchObject({ provider: 'easypost', kind: meaning });
  });

  it('a silent EasyPost is given up', async () => {
    standIn.faults.script({ kind: 'hang' });
    await expect(adapter(80).rates(parcel)).rejects.toMatchObject({ kind: 'unknown' });
  });

  it('a closed port is busy: nothing can have happened', async () => {
    const gone = await listen(0, {});
    await gone.stop();
    const nobody = createEasyPostShipping({ apiKey: 'k', baseUrl: `${gone.url}/`, webhookSecret: '', timeoutMs: 500 });
    await expect(nobody.rates(parcel)).rejects.toMatchObject({ kind: 'busy', code: 'ECONNREFUSED' });
  });
});
