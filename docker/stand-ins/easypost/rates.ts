import { newRate, type Rate, type Shipment } from './shapes.ts';

type Zone = 'domestic' | 'europe' | 'world';
/** Cents for the first kilogram and for each one begun after it, and days on the road. */
type Price = readonly [firstKg: number, furtherKg: number, days: number];

interface Service {
  carrier: string;
  service: string;
  maxKg: number;
  prices: Partial<Record<Zone, Price>>;
}

const SERVICES: Service[] = [
  { carrier: 'DPD', service: 'Classic', maxKg: 31.5, prices: { domestic: [490, 55, 2], europe: [990, 110, 4] } },
  {
    carrier: 'UPS',
    service: 'Standard',
    maxKg: 70,
    prices: { domestic: [620, 60, 2], europe: [1290, 120, 3], world: [3490, 520, 8] },
  },
  {
    carrier: 'DHLExpress',
    service: 'ExpressWorldwide',
    maxKg: 70,
    prices: { domestic: [1490, 150, 1], europe: [2490, 310, 1], world: [4990, 820, 3] },
  },
];

const EUROPE = new Set(
  'AD AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LI LT LU LV MC MT NL NO PL PT RO SE SI SK SM'.split(' '),
);

export function zoneOf(from: string, to: string): Zone {
  if (from === to) return 'domestic';
  return EUROPE.has(from) && EUROPE.has(to) ? 'europe' : 'world';
}

/** Fills rates, and messages for the carriers that would not take the parcel, as EasyPost does. */
export function rate(shipment: Shipment, now: Date): void {
  const zone = zoneOf(shipment.from_address.country, shipment.to_address.country);
  const kilograms = shipment.parcel.weight / 35.274;
  const messages: object[] = [];
  const rates: Rate[] = [];
  for (const { carrier, service, maxKg, prices } of SERVICES) {
    const price = prices[zone];
    if (!price || kilograms > maxKg) {
      const message = price ? `The weight is over the maximum of ${maxKg} kg` : 'The destination is not served';
      messages.push({ carrier, carrier_account_id: `ca_${carrier.toLowerCase()}`, type: 'rate_error', message });
      continue;
    }
    const [firstKg, furtherKg, days] = price;
    const cents = firstKg + furtherKg * Math.max(0, Math.ceil(kilograms - 0.05) - 1);
    const amount = (cents / 100).toFixed(2);
    rates.push(newRate({ carrier, service, rate: amount, delivery_days: days, shipment_id: shipment.id }, now));
  }
  shipment.rates = rates;
  shipment.messages = messages;
}

/** Shaped as that carrier writes them; the number keeps them apart. */
export function trackingCode(carrier: string, number: number): string {
  const digits = (length: number) => String(number).padStart(length, '0');
  if (carrier === 'UPS') return `1Z9X8W7E68${digits(8)}`;
  if (carrier === 'DHLExpress') return `53${digits(8)}`;
  return `0534${digits(10)}`;
}
