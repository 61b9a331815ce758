import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { createEasyPostShipping } from '../../../backoffice/providers/shipping/easypost-shipping.ts';
import { listen } from '../listen.ts';
import { createEasyPost } from './index.ts';

const address = { name: 'Ada', line1: '12 Rue Oberkampf', city: 'Paris', postalCode: '75011', country: 'FR' };
const parcel = { from: address, to: address, parcel: { weightGrams: 500 }, reference: 'SH-1' };

it('parcels survive a restart of the stand-in', async () => {
  const stateFile = `${mkdtempSync(`${tmpdir()}/easypost-`)}/state.json`;
  const before = createEasyPost({ publicUrl: () => '', stateFile });
  const first = await listen(0, { '/easypost': before.router });
  const settings = { apiKey: 'k', webhookSecret: 'secret', timeoutMs: 2_000 };
  const { shipmentId, rates } = await createEasyPostShipping({
    ...settings,
    baseUrl: `${first.url}/easypost/v2`,
  }).rates(parcel);
  before.stop();
  await first.stop();
  expect(JSON.parse(readFileSync(stateFile, 'utf8')).shipments).toHaveProperty(shipmentId);

  const after = createEasyPost({ publicUrl: () => '', stateFile });
  const second = await listen(0, { '/easypost': after.router });
  const label = await createEasyPostShipping({ ...settings, baseUrl: `${second.url}/easypost/v2` }).buyLabel({
    shipmentId,
    rateId: rates[0]!.id,
  });
  expect(label.shipmentId).toBe(shipmentId);
  after.stop();
  await second.stop();
});
