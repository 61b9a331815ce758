import type { Db } from '#db/connection.ts';
import type { Askable, Asked } from './rules.ts';

/** Those of the named that can be asked, and of the named variants what a request must know. One statement. */
export async function findAskable(db: Db, asked: Asked): Promise<Askable> {
  const { rows } = await db.raw(
    `select
       (select coalesce(json_agg(json_build_object('id', w.id, 'slug', w.slug, 'name', w.name)), '[]')
        from wholesalers w where w.slug = any(:slugs) and w.status = 'approved') as wholesalers,
       (select coalesce(json_agg(json_build_object('id', v.id, 'wholesalerId', w.id, 'wholesalerName', w.name,
          'title', p.title || case when v.options = '{}' then '' else ', ' || v.title end,
          'isVisible', p.status = 'published' and w.status = 'approved' and v.archived_at is null,
          'isSoldInBulk', v.wholesale_price_cents is not null)), '[]')
        from variants v join products p on p.id = v.product_id join wholesalers w on w.id = v.wholesaler_id
        where v.id = any(cast(:variantIds as uuid[]))) as variants`,
    { slugs: asked.wholesalers, variantIds: asked.lines.flatMap(line => line.variantId ?? []) },
  );
  return rows[0];
}

export interface NewQuotation {
  storeId: string;
  storeName: string;
  requestedBy: string;
  currency: string;
  requestKey: string;
  openUntil: string;
}

/** The request, its lines, a part for each wholesaler and its first step. Null when this key made one before. */
export async function insertQuotation(
  trx: Db,
  request: NewQuotation,
  asked: Asked,
  known: Askable,
): Promise<{ number: string; partIds: string[] } | null> {
  const [quotation] = await trx('quotations')
    .insert({
      store_id: request.storeId,
      requested_by: request.requestedBy,
      currency: request.currency,
      note: asked.note,
      request_key: request.requestKey,
    })
    .onConflict('request_key')
    .ignore()
    .returning(['id', 'number']);
  if (!quotation) return null;
  await trx('quotation_lines').insert(
    asked.lines.map((line, position) => {
      const variant = known.variants.find(one => one.id === line.variantId);
      return {
        quotation_id: quotation.id,
        position,
        title: line.title || variant!.title,
        variant_id: variant?.id ?? null,
        wholesaler_id: variant?.wholesalerId ?? null,
        quantity: line.quantity,
        target_price_cents: line.targetPriceCents ?? null,
        needed_by: line.neededBy ?? null,
        note: line.note,
        is_open: line.isOpen || !variant,
      };
    }),
  );
  const parts = await trx('quotation_parts')
    .insert(
      known.wholesalers.map(wholesaler => ({
        quotation_id: quotation.id,
        wholesaler_id: wholesaler.id,
        number: quotation.number,
        store_name: request.storeName,
        open_until: request.openUntil,
      })),
    )
    .returning('id');
  const partIds: string[] = parts.map(part => part.id);
  await trx('quotation_steps').insert(
    partIds.map(id => ({ part_id: id, kind: 'requested', made_by: 'store', user_id: request.requestedBy })),
  );
  return { number: quotation.number, partIds };
}

export async function findByRequestKey(db: Db, requestKey: string): Promise<{ number: string } | null> {
  return (await db('quotations').where({ request_key: requestKey }).first('number')) ?? null;
}
