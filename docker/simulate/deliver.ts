import type { OrderView } from '../../backoffice/http/contract.ts';
import { pick } from '../../db/seeds/chance.ts';
import type { MadeOrder } from './buy.ts';
import { type Day, inTurn } from './day.ts';
import { readOrder } from './read-order.ts';
import { until } from './until.ts';

type Part = OrderView['parts'][number];

/** Wholesalers accept, pack and buy labels; carriers bring the parcels. */
export async function deliver(day: Day, orders: MadeOrder[]): Promise<void> {
  await inTurn(orders, async made => {
    for (const part of (await readOrder(made)).parts) if (part.status === 'placed') await ship(day, made, part);
  });
  await inTurn(orders, made => move(day, made));
  await inTurn(orders, made => arrived(day, made));
}

async function ship(day: Day, { planned }: MadeOrder, part: Part): Promise<void> {
  const wholesaler = day.people.wholesalers.get(part.wholesaler.slug)!;
  const params = { id: part.id };
  const own = await wholesaler.call('readOwnOrder', { params });
  if (own.totalCents !== part.totalCents) throw new Error(`${part.number} is worth another sum to its wholesaler`);
  await wholesaler.call('acceptOrder', { params, body: {} });
  await wholesaler.call('packOrder', { params, body: {} });
  const { shipmentId, rates } = await wholesaler.call('readRates', { params, body: {} });
  const rate = pick(planned.chance, rates);
  await wholesaler.call('buyLabel', {
    params,
    body: { shipmentId, rateId: rate.id },
    key: `simulate-${day.run}-label-${part.id}`,
  });
  day.note('parcels sent');
}

const road = ['in_transit', 'out_for_delivery', 'delivered'];

/** Some carriers tell every step, some only the last, some tell it twice. */
async function move(day: Day, made: MadeOrder): Promise<void> {
  const order = await readOrder(made);
  const { chance } = made.planned;
  for (const shipment of order.parts.flatMap(part => part.shipments)) {
    const steps = chance() < 0.5 ? road : road.slice(-1);
    const copies = chance() < 0.2 ? 2 : 1;
    for (const status of steps) await day.vendors.moveParcel(shipment.trackingCode, { status, copies });
  }
}

async function arrived(day: Day, made: MadeOrder): Promise<void> {
  const order = await until(`every parcel of ${made.number} arrives`, async () => {
    const now = await readOrder(made);
    return now.parts.every(part => part.status === 'delivered' || part.status === 'cancelled') && now;
  });
  day.note('parcels delivered', order.parts.filter(part => part.status === 'delivered').length);
}
