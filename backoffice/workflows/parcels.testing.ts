import type { Knex } from 'knex';
import { pino } from 'pino';
import { afterAll } from 'vitest';
import { createQueue, startQueue } from '#backoffice/providers/queue/pg-boss-queue.ts';
import { drainQueue, stopQueue } from '#backoffice/providers/queue/work-queue.ts';
import { createEasyPostShipping } from '#backoffice/providers/shipping/easypost-shipping.ts';
import type { Services } from '#backoffice/services.ts';
import { type PlantedOrder, plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { WORLD } from '#db/seeds/world.ts';
import { createEasyPost } from '../../docker/stand-ins/easypost/index.ts';
import { type Listening, listen } from '../../docker/stand-ins/listen.ts';
import { openWebhookDoor } from '../../docker/stand-ins/webhook-door.ts';
import { applyEasypostEvent } from './apply-easypost-event.ts';
import { readRates } from './read-rates.ts';
import { receiveEasypostEvent } from './receive-easypost-event.ts';

const SECRET = 'webhook-secret';

/** Services for what happens to parcels: the real adapter against EasyPost's stand-in, the real queue, a clock that is set by hand. */
/** Who packs at a wholesaler’s; nobody of the world. */
export const PACKER = { userId: null, role: 'wholesaler' };

export async function parcelRig(db: Knex) {
  let now = new Date();
  const door = await openWebhookDoor();
  const webhook = { url: door.url, secret: SECRET };
  let server: Listening;
  const easypost = createEasyPost({ publicUrl: () => `${server.url}/easypost`, webhook });
  server = await listen(0, { '/easypost': easypost.router });
  const log = pino({ level: 'silent' });
  const boss = await startQueue(db, { isSupervisor: false, log });
  afterAll(async () => {
    easypost.stop();
    await server.stop();
    door.close();
    await stopQueue(boss);
  });
  const services = {
    db,
    log,
    now: () => now,
    queue: createQueue(boss),
    shipping: createEasyPostShipping({
      apiKey: 'EZTK_test',
      baseUrl: `${server.url}/easypost/v2`,
      webhookSecret: SECRET,
      timeoutMs: 900,
    }),
    settings: { publicUrl: 'https://stackr.test', currency: 'EUR' },
  } as Services;
  return {
    services,
    easypost,
    setNow(to: string | Date) {
      now = new Date(to);
    },
    /** Waits for so many webhooks that the act causes, and takes them in; answers the stored events' ids. */
    async receive(act: () => void, count: number): Promise<string[]> {
      act();
      for (let taken = 0; taken < count; taken += 1) {
        const { body, headers } = await door.next();
        await receiveEasypostEvent(services, { rawBody: body, headers });
      }
      return db('webhook_events').orderBy('received_at', 'desc').orderBy('id', 'desc').limit(count).pluck('id');
    },
    runQueue: () => drainQueue(boss, { 'apply-easypost-event': payload => applyEasypostEvent(services, payload) }, log),
  };
}

export interface PlantedParcels {
  order: PlantedOrder;
  /** The roastery's part: ten small espressos and two large ones. */
  part: { partId: string; wholesalerId: string };
  lineIds: string[];
}

/** A fresh order from two wholesalers, a hundred of everything on the shelf, and nothing else. */
export async function plantParcels(db: Knex): Promise<PlantedParcels> {
  const { espressoSmall, espressoLarge, mugSand } = WORLD.variants;
  await db.raw(
    'truncate wholesaler_orders, orders, order_lines, reservations, ledger_transactions, letters, webhook_events cascade',
  );
  await db('stock').update({ reserved: 0, on_hand: 100 });
  await db('stock_movements').insert(
    await db('stock').select('variant_id', db.raw('100 as quantity'), db.raw("'opening' as reason")),
  );
  const order = await plantPlacedOrder(db, [
    {
      wholesalerId: WORLD.wholesalers.roastery,
      lines: [
        { variantId: espressoSmall, quantity: 10, unitPriceCents: 990 },
        { variantId: espressoLarge, quantity: 2, unitPriceCents: 2900 },
      ],
    },
    {
      wholesalerId: WORLD.wholesalers.pottery,
      lines: [{ variantId: mugSand, quantity: 3, unitPriceCents: 2400 }],
    },
  ]);
  const { id: partId, wholesalerId, lineIds } = order.parts[0]!;
  return { order, part: { partId, wholesalerId }, lineIds };
}

/** Asks for rates and chooses the cheapest: what buying a label needs. */
export async function chooseLabel(
  services: Services,
  part: PlantedParcels['part'],
  lines: { orderLineId: string; quantity: number }[] = [],
) {
  const { shipmentId, rates } = await readRates(services, { ...part, lines });
  return { ...part, shipmentId, rateId: rates[0]!.id, lines: [], requestKey: null, actor: PACKER };
}
