import type { Db } from '#db/connection.ts';
import type { AnswerableLine, OwnVariant, QuotationStatus, StandingPart } from './rules.ts';

/** A part as its wholesaler names it, or as its store does. */
export type WhichPart =
  | { partId: string; wholesalerId: string }
  | { number: string; wholesaler: string; storeId: string };

export interface LockedPart extends StandingPart {
  id: string;
  number: string;
  quotationId: string;
  wholesalerId: string;
  wholesalerStatus: string;
  storeStatus: string;
}

/** Holds the part until the transaction ends: of two answers at once the second sees the first. Null: not yours, or none. */
export async function lockPart(trx: Db, which: WhichPart): Promise<LockedPart | null> {
  const isOwn =
    'partId' in which
      ? 'p.id = :partId and p.wholesaler_id = :wholesalerId'
      : 'q.number = :number and q.store_id = :storeId and w.slug = :wholesaler';
  const { rows } = await trx.raw(
    `select p.id, p.number, p.quotation_id as "quotationId", p.wholesaler_id as "wholesalerId", p.status, p.open_until as "openUntil",
       p.current_offer_id as "currentOfferId", w.status as "wholesalerStatus", s.status as "storeStatus"
     from quotation_parts p join quotations q on q.id = p.quotation_id join wholesalers w on w.id = p.wholesaler_id
     join stores s on s.id = q.store_id where ${isOwn} for update of p`,
    which,
  );
  return rows[0] ?? null;
}

/** The parts of a request that are still being talked about, held in one order. */
export async function lockOpenParts(trx: Db, which: { number: string; storeId: string }): Promise<string[] | null> {
  const quotation = await trx('quotations').where({ number: which.number, store_id: which.storeId }).first('id');
  if (!quotation) return null;
  return trx('quotation_parts')
    .where({ quotation_id: quotation.id })
    .whereIn('status', ['requested', 'offered', 'countered'])
    .orderBy('id')
    .forUpdate()
    .pluck('id');
}

/** What a wholesaler may answer of a request, and its own variants that it could mean. */
export async function readAnswerable(
  trx: Db,
  part: LockedPart,
  skus: string[],
): Promise<{ lines: AnswerableLine[]; variants: OwnVariant[] }> {
  const { rows } = await trx.raw(
    `with lines as (
       select l.id, l.title, case when l.wholesaler_id = :wholesalerId then l.variant_id end as variant_id from quotation_lines l
       where l.quotation_id = :quotationId and (l.is_open or l.wholesaler_id = :wholesalerId)
     )
     select (select json_agg(json_build_object('id', id, 'title', title, 'variantId', variant_id)) from lines) as lines,
       (select coalesce(json_agg(json_build_object('id', v.id, 'sku', v.sku,
          'isForSale', p.status = 'published' and v.archived_at is null and v.wholesale_price_cents is not null)), '[]')
        from variants v join products p on p.id = v.product_id
        where v.wholesaler_id = :wholesalerId and (v.sku = any(:skus) or v.id in (select variant_id from lines))) as variants`,
    { quotationId: part.quotationId, wholesalerId: part.wholesalerId, skus },
  );
  return rows[0];
}

export interface NewOffer {
  partId: string;
  madeBy: 'wholesaler' | 'store';
  message: string;
  validUntil: string | null;
  userId: string;
  lines: { lineId: string; variantId: string | null; quantity: number; unitPriceCents: number }[];
}

/** The next version. The caller holds the part. */
export async function insertOffer(trx: Db, offer: NewOffer): Promise<{ id: string; version: number }> {
  const { rows } = await trx.raw(
    `insert into quotation_offers (part_id, version, made_by, message, valid_until, created_by)
     select cast(:partId as uuid), coalesce(max(version), 0) + 1, cast(:madeBy as text), cast(:message as text), cast(:validUntil as date),
       cast(:userId as uuid)
     from quotation_offers where part_id = :partId returning id, version`,
    { ...offer, lines: null },
  );
  await trx('quotation_offer_lines').insert(
    offer.lines.map(line => ({
      offer_id: rows[0].id,
      line_id: line.lineId,
      variant_id: line.variantId,
      quantity: line.quantity,
      unit_price_cents: line.unitPriceCents,
    })),
  );
  return rows[0];
}

export interface Step {
  partId: string;
  status: QuotationStatus;
  madeBy: 'wholesaler' | 'store';
  userId: string;
  message?: string;
  offerId?: string;
  /** Set with an offer of the wholesaler's. */
  openUntil?: string;
  at: Date;
}

/** Moves the part and writes down who did it. An illegal step is the state machine's to refuse. */
export async function takeStep(trx: Db, step: Step): Promise<void> {
  const isOffer = step.status === 'offered';
  await trx('quotation_parts')
    .where({ id: step.partId })
    .update({
      status: step.status,
      updated_at: step.at,
      ...(step.openUntil ? { open_until: step.openUntil } : {}),
      ...(isOffer ? { current_offer_id: step.offerId } : {}),
    });
  await trx('quotation_steps').insert({
    part_id: step.partId,
    kind: step.status,
    made_by: step.madeBy,
    user_id: step.userId,
    offer_id: step.offerId ?? null,
    message: step.message ?? '',
  });
}

/** The agreed lines of an offer, for the cart. */
export async function readAgreedLines(
  trx: Db,
  offerId: string,
): Promise<{ offerLineId: string; variantId: string; quantity: number; unitPriceCents: number }[]> {
  return trx('quotation_offer_lines').where({ offer_id: offerId }).orderBy('id').select({
    offerLineId: 'id',
    variantId: 'variant_id',
    quantity: 'quantity',
    unitPriceCents: 'unit_price_cents',
  });
}

/** Of the offer's lines those that no live order holds. */
export async function readUnorderedLines(trx: Db, offerId: string) {
  const lines = await readAgreedLines(trx, offerId);
  const held: string[] = await trx('order_lines')
    .join('orders', 'orders.id', 'order_lines.order_id')
    .whereIn(
      'offer_line_id',
      lines.map(line => line.offerLineId),
    )
    .whereIn('orders.status', ['placed', 'completed'])
    .pluck('offer_line_id');
  return lines.filter(line => !held.includes(line.offerLineId));
}

/** What nobody answered or ordered in time. One statement; answers how many. */
export async function expireParts(db: Db, today: string, at: Date): Promise<number> {
  const { rows } = await db.raw(
    `with ended as (
       update quotation_parts set status = 'expired', updated_at = :at
       where status in ('requested', 'offered', 'countered', 'accepted') and open_until < cast(:today as date) returning id, current_offer_id
     )
     insert into quotation_steps (part_id, kind, made_by, offer_id) select id, 'expired', 'time', current_offer_id from ended returning 1`,
    { today, at },
  );
  return rows.length;
}

/** Offers whose last day this is and that were not ordered. */
export async function listEnding(
  db: Db,
  day: string,
): Promise<{ partId: string; offerId: string; isAccepted: boolean }[]> {
  return db('quotation_parts')
    .where({ open_until: day })
    .whereIn('status', ['offered', 'accepted'])
    .orderBy('id')
    .select({ partId: 'id', offerId: 'current_offer_id', isAccepted: db.raw(`status = 'accepted'`) });
}
