import type { Db } from '#db/connection.ts';
import type { PartOfWholesaler } from './part.ts';
import type { ParcelLine } from './rules.ts';

interface QuotedRate {
  id: string;
  carrier: string;
  service: string;
  rateCents: number;
  currency: string;
  deliveryDays: number | null;
}

export interface ParcelQuote {
  id: string;
  wholesaler_order_id: string;
  wholesaler_id: string;
  easypost_shipment_id: string;
  lines: ParcelLine[];
  rates: QuotedRate[];
  weight_grams: number;
  status: 'quoted' | 'buying' | 'bought';
  rate_id: string | null;
  request_key: string | null;
  buying_since: Date | null;
}

export async function addQuote(
  db: Db,
  { partId, wholesalerId }: PartOfWholesaler,
  quote: { shipmentId: string; lines: ParcelLine[]; rates: QuotedRate[]; weightGrams: number },
): Promise<void> {
  await db('parcel_quotes').insert({
    wholesaler_order_id: partId,
    wholesaler_id: wholesalerId,
    easypost_shipment_id: quote.shipmentId,
    lines: JSON.stringify(quote.lines),
    rates: JSON.stringify(quote.rates),
    weight_grams: quote.weightGrams,
  });
}

export async function lockQuote(
  trx: Db,
  { partId, wholesalerId }: PartOfWholesaler,
  shipmentId: string,
): Promise<ParcelQuote | undefined> {
  return trx('parcel_quotes')
    .where({ wholesaler_order_id: partId, wholesaler_id: wholesalerId, easypost_shipment_id: shipmentId })
    .forUpdate()
    .first();
}

export async function startPurchase(
  trx: Db,
  quoteId: string,
  purchase: { rateId: string; requestKey: string | null; at: Date },
): Promise<void> {
  await trx('parcel_quotes').where({ id: quoteId, status: 'quoted' }).update({
    status: 'buying',
    rate_id: purchase.rateId,
    request_key: purchase.requestKey,
    buying_since: purchase.at,
  });
}

/** Nothing was bought: the lines of the parcel are free again. */
export async function cancelPurchase(trx: Db, quoteId: string): Promise<void> {
  await trx('parcel_quotes').where({ id: quoteId, status: 'buying' }).update({ status: 'quoted', buying_since: null });
}

/** False: another attempt has finished this purchase. */
export async function finishPurchase(trx: Db, quoteId: string): Promise<boolean> {
  return (await trx('parcel_quotes').where({ id: quoteId, status: 'buying' }).update({ status: 'bought' })) === 1;
}

/** Purchases that began before this moment and of which nobody knows how they ended. */
export async function unfinishedPurchases(db: Db, startedBefore: Date): Promise<ParcelQuote[]> {
  return db('parcel_quotes')
    .where({ status: 'buying' })
    .where('buying_since', '<', startedBefore)
    .orderBy('buying_since')
    .limit(100);
}
