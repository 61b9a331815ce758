import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLabel, readRate, readTracker } from '../../../backoffice/providers/shipping/easypost-shapes.ts';
import { type Listening, listen } from '../listen.ts';
import { differences, hasSpecs, readSpec } from '../specs.ts';
import { createEasyPost, type EasyPostStandIn } from './index.ts';
import { newEvent } from './shapes.ts';

interface Recording {
  recording: string;
  request: { method: string; path: string; body: unknown };
  // biome-ignore lint/suspicious/noExplicitAny: recorded JSON of many shapes
  response: { status: number; body: any };
}

/** What only some carriers or options bring: verified addresses and USPS' zones. */
const OF_OTHER_CARRIERS = /verifications\.|usps_zone|carrier_detail/;

let standIn: EasyPostStandIn;
let server: Listening;

beforeAll(async () => {
  standIn = createEasyPost({ publicUrl: () => server.url });
  server = await listen(0, { '/': standIn.router });
});
afterAll(async () => {
  standIn.stop();
  await server.stop();
});

describe.runIf(hasSpecs)('against EasyPost’s recorded exchanges', () => {
  const recordings: Recording[] = hasSpecs ? JSON.parse(readSpec('easypost-recordings.json')) : [];
  const recorded = (recording: string, index: number) => recordings.filter(one => one.recording === recording)[index]!;
  const sameShape = (ours: unknown, theirs: unknown) =>
    differences(ours, theirs).filter(line => !OF_OTHER_CARRIERS.test(line));

  it('a new shipment with its rates, its purchase and its refund look alike', async () => {
    const created = recorded('Shipment Service/creates a shipment', 0);
    const ours = await ask('POST', '/v2/shipments', created.request.body);
    expect(ours.status).toBe(created.response.status);
    expect(sameShape(ours.body, created.response.body)).toEqual([]);

    const bought = recorded('Shipment Service/buys a shipment', 1);
    const purchase = await ask('POST', `/v2/shipments/${ours.body.id}/buy`, { rate: { id: ours.body.rates[0].id } });
    expect(purchase.status).toBe(bought.response.status);
    expect(sameShape(purchase.body, bought.response.body)).toEqual([]);

    const refunded = recorded('Shipment Service/refunds a shipment', 1);
    const refund = await ask('POST', `/v2/shipments/${ours.body.id}/refund`, {});
    expect(refund.status).toBe(refunded.response.status);
    expect(sameShape(refund.body, refunded.response.body)).toEqual([]);
    expect(refund.body.refund_status).toBe(refunded.response.body.refund_status);
  });

  it('a tracker of a test code looks alike, scans included', async () => {
    const created = recorded('Tracker Service/creates a tracker', 0);
    const ours = await ask('POST', '/v2/trackers', created.request.body);
    expect(ours.status).toBe(created.response.status);
    expect(differences(ours.body, created.response.body)).toEqual([]);
    expect(ours.body.status).toBe(created.response.body.status);
  });

  it('an event looks alike', () => {
    const event = JSON.parse(readSpec('easypost-event-body.json'));
    const tracker = standIn.trackers().find(one => one.tracking_details.length > 0)!;
    expect(differences(newEvent(tracker, 'unknown', 'https://example.com', new Date()), event)).toEqual([]);
  });

  it('refusals look alike', async () => {
    const invalid = recorded('Error Service/pulls out error properties of an API error', 0);
    expect(await ask('POST', '/v2/shipments', {})).toEqual({ status: 422, body: invalid.response.body });
    const missing = recordings.find(one => one.response.status === 404)!;
    const ours = await ask('GET', '/v2/trackers/trk_none');
    expect(ours.status).toBe(404);
    expect(differences(ours.body, missing.response.body)).toEqual([]);
  });

  it('the adapter finds every value it reads in all that was recorded', () => {
    const shipments = recordings.map(one => one.response.body).filter(body => body?.postage_label);
    expect(shipments.length).toBeGreaterThan(3);
    for (const shipment of shipments) {
      expect(Object.values(readLabel(shipment))).not.toContain(undefined);
      expect(shipment.rates.map(readRate).flatMap(Object.values)).not.toContain(undefined);
      const { updatedAt, scans, ...tracker } = readTracker(shipment.tracker);
      expect(Object.values(tracker)).not.toContain(undefined);
      expect(updatedAt.getTime()).not.toBeNaN();
      for (const scan of scans) expect(scan.at.getTime()).not.toBeNaN();
    }
  });
});

async function ask(method: string, path: string, body?: unknown) {
  const answer = await fetch(server.url + path, {
    method,
    headers: { authorization: `Basic ${btoa('EZTK:')}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the vendor's JSON
  return { status: answer.status, body: (await answer.json()) as any };
}
