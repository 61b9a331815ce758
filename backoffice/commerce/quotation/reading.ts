import type { Db } from '#db/connection.ts';
import type { QuotationStatus } from './rules.ts';

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const iso = (column: string) => `to_char(${column} at time zone 'UTC', ${ISO})`;

const OFFER = `json_build_object('id', f.id, 'version', f.version, 'madeBy', f.made_by, 'message', f.message, 'validUntil', f.valid_until,
  'totalCents', (select sum(ol.quantity * ol.unit_price_cents) from quotation_offer_lines ol where ol.offer_id = f.id),
  'lines', (select json_agg(json_build_object('lineId', ol.line_id, 'quantity', ol.quantity, 'unitPriceCents', ol.unit_price_cents,
      'variant', case when v.id is not null then json_build_object('sku', v.sku, 'title', pr.title, 'productSlug', pr.slug,
        'variantTitle', case when v.options = '{}' then '' else v.title end) end) order by ql.position)
    from quotation_offer_lines ol join quotation_lines ql on ql.id = ol.line_id left join variants v on v.id = ol.variant_id
    left join products pr on pr.id = v.product_id where ol.offer_id = f.id))`;

const STEPS = `(
  select json_agg(json_build_object('kind', s.kind, 'madeBy', s.made_by, 'at', ${iso('s.created_at')}, 'message', s.message,
    'offer', case when s.kind in ('offered', 'countered') then ${OFFER} end) order by s.id)
  from quotation_steps s left join quotation_offers f on f.id = s.offer_id where s.part_id = p.id)`;

const ORDER_NUMBER = '(select o.number from orders o where o.id = p.order_id)';

/** whose: SQL that says whether the variant is told to the reader. */
const line = (whose: string) => `json_build_object('id', l.id, 'title', l.title, 'quantity', l.quantity,
  'targetPriceCents', l.target_price_cents, 'neededBy', l.needed_by, 'note', l.note, 'isOpen', l.is_open,
  'variant', case when l.variant_id is not null and ${whose} then (
    select json_build_object('id', v.id, 'sku', v.sku, 'productSlug', pr.slug, 'wholesaler', w.slug,
      'imageId', (select i.id from product_images i where i.product_id = pr.id and i.status = 'ready'
        order by (i.variant_id = v.id) desc nulls last, i.position, i.id limit 1))
    from variants v join products pr on pr.id = v.product_id join wholesalers w on w.id = v.wholesaler_id where v.id = l.variant_id) end)`;

/** A request with everything that was said, as its store sees it. One statement. */
export async function readForStore(db: Db, which: { number: string; storeId: string }) {
  const { rows } = await db.raw(
    `select q.number, ${iso('q.created_at')} as "createdAt", q.currency, q.note, u.name as "askedBy",
       (select json_agg(${line('true')} order by l.position) from quotation_lines l where l.quotation_id = q.id) as lines,
       (select json_agg(json_build_object('wholesaler', json_build_object('slug', w.slug, 'name', w.name), 'status', p.status,
          'openUntil', p.open_until, 'orderNumber', ${ORDER_NUMBER}, 'steps', ${STEPS},
          'offer', (select ${OFFER} from quotation_offers f where f.id = p.current_offer_id)) order by w.name, p.id)
        from quotation_parts p join wholesalers w on w.id = p.wholesaler_id where p.quotation_id = q.id) as parts
     from quotations q join users u on u.id = q.requested_by where q.number = :number and q.store_id = :storeId`,
    which,
  );
  return rows[0] ?? null;
}

interface Page {
  limit: number;
  after: readonly [string | number, string] | null;
}

interface Placed {
  id: string;
  place: string;
  number: string;
  createdAt: string;
  lineCount: number;
}
interface QuotationSummary extends Placed {
  titles: string[];
  parts: { name: string; status: QuotationStatus; openUntil: string }[];
}
interface OwnQuotationSummary extends Placed {
  status: QuotationStatus;
  store: string;
  openUntil: string;
}

/** Newest first, a page by keyset. One statement. */
export async function listForStore(db: Db, { storeId, limit, after }: Page & { storeId: string }) {
  const { rows } = await db.raw(
    `select q.id, q.created_at::text as place, q.number, ${iso('q.created_at')} as "createdAt", lines.count as "lineCount", lines.titles, parts.parts
     from quotations q
     cross join lateral (select count(*)::int as count, (array_agg(title order by position))[1:3] as titles
       from quotation_lines where quotation_id = q.id) lines
     cross join lateral (select json_agg(json_build_object('name', w.name, 'status', p.status, 'openUntil', p.open_until) order by w.name) as parts
       from quotation_parts p join wholesalers w on w.id = p.wholesaler_id where p.quotation_id = q.id) parts
     where q.store_id = :storeId and ${after ? '(q.created_at, q.id) < (cast(:afterAt as timestamptz), cast(:afterId as uuid))' : 'true'}
     order by q.created_at desc, q.id desc limit :take`,
    { storeId, afterAt: after?.[0] ?? null, afterId: after?.[1] ?? null, take: limit + 1 },
  );
  const { items, after: next } = paged<QuotationSummary>(rows, limit);
  return { items: items.map(({ id: _, ...item }) => item), after: next };
}

/** A wholesaler's part: its own lines and steps, and nothing of anyone else's. wholesalerId null: staff. One statement. */
export async function readForWholesaler(db: Db, which: { partId: string; wholesalerId: string | null }) {
  const { rows } = await db.raw(
    `select p.id, p.number, p.status, p.open_until as "openUntil", q.currency, json_build_object('name', p.store_name, 'country', s.country) as store,
       q.note, ${iso('q.created_at')} as "createdAt", ${ORDER_NUMBER} as "orderNumber", ${STEPS} as steps,
       (select json_agg(${line('l.wholesaler_id = p.wholesaler_id')} order by l.position) from quotation_lines l
        where l.quotation_id = q.id and (l.is_open or l.wholesaler_id = p.wholesaler_id)) as lines
     from quotation_parts p join quotations q on q.id = p.quotation_id join stores s on s.id = q.store_id
     where p.id = :partId and (cast(:wholesalerId as uuid) is null or p.wholesaler_id = :wholesalerId)`,
    which,
  );
  return rows[0] ?? null;
}

export async function listForWholesaler(
  db: Db,
  { wholesalerId, status, limit, after }: Page & { wholesalerId: string; status: string | undefined },
) {
  const { rows } = await db.raw(
    `select p.id, p.created_at::text as place, p.number, p.status, p.store_name as store, p.open_until as "openUntil", ${iso('p.created_at')} as "createdAt",
       (select count(*)::int from quotation_lines l where l.quotation_id = p.quotation_id and (l.is_open or l.wholesaler_id = p.wholesaler_id)) as "lineCount"
     from quotation_parts p where p.wholesaler_id = :wholesalerId and (cast(:status as text) is null or p.status = :status)
       and ${after ? '(p.created_at, p.id) < (cast(:afterAt as timestamptz), cast(:afterId as uuid))' : 'true'}
     order by p.created_at desc, p.id desc limit :take`,
    { wholesalerId, status: status ?? null, afterAt: after?.[0] ?? null, afterId: after?.[1] ?? null, take: limit + 1 },
  );
  return paged<OwnQuotationSummary>(rows, limit);
}

function paged<Row extends { id: string; place: string }>(rows: Row[], limit: number) {
  const last = rows.length > limit ? rows[limit - 1]! : null;
  const items = rows.slice(0, limit).map(({ place: _, ...item }) => item);
  return { items, after: last && ([last.place, last.id] as [string, string]) };
}

/** What letters about a part say. */
export interface PartFacts {
  partId: string;
  number: string;
  currency: string;
  storeName: string;
  wholesalerId: string;
  wholesalerName: string;
  asker: { id: string; name: string; email: string };
  note: string;
  openUntil: string;
  lines: { title: string; quantity: number; unitPriceCents: number | null }[];
}

export async function readPartFacts(db: Db, partId: string): Promise<PartFacts> {
  const { rows } = await db.raw(
    `select p.id as "partId", p.number, q.currency, p.store_name as "storeName", w.id as "wholesalerId", w.name as "wholesalerName", q.note,
       p.open_until as "openUntil", json_build_object('id', u.id, 'name', u.name, 'email', u.email) as asker,
       (select json_agg(json_build_object('title', l.title, 'quantity', l.quantity, 'unitPriceCents', l.target_price_cents) order by l.position)
        from quotation_lines l where l.quotation_id = q.id and (l.is_open or l.wholesaler_id = w.id)) as lines
     from quotation_parts p join quotations q on q.id = p.quotation_id join wholesalers w on w.id = p.wholesaler_id
     join users u on u.id = q.requested_by where p.id = ?`,
    [partId],
  );
  return rows[0];
}

export interface OfferFacts {
  message: string;
  validUntil: string | null;
  lines: { title: string; quantity: number; unitPriceCents: number }[];
}

export async function readOfferFacts(db: Db, offerId: string): Promise<OfferFacts> {
  const { rows } = await db.raw(
    `select f.message, f.valid_until as "validUntil",
       (select json_agg(json_build_object('title', ql.title, 'quantity', ol.quantity, 'unitPriceCents', ol.unit_price_cents) order by ql.position)
        from quotation_offer_lines ol join quotation_lines ql on ql.id = ol.line_id where ol.offer_id = f.id) as lines
     from quotation_offers f where f.id = ?`,
    [offerId],
  );
  return rows[0];
}
