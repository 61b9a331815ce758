import type { Db } from '#db/connection.ts';
import type { PartOfWholesaler } from './part.ts';

/** An address as orders keep it and as carriers are told. */
export interface PostalAddress {
  name: string;
  company?: string | null;
  line1: string;
  line2?: string | null;
  city: string;
  region?: string | null;
  postalCode: string;
  country: string;
  phone?: string | null;
}

/** What a parcel, its letters and its slip need to know about the part. */
export interface PartInContext {
  id: string;
  number: string;
  status: string;
  order_id: string;
  order_number: string;
  placed_at: Date;
  note: string | null;
  po_number: string | null;
  email: string;
  user_id: string | null;
  shipping_address: PostalAddress;
  shipping_service: string;
  currency: string;
  wholesaler_id: string;
  wholesaler_name: string;
  wholesaler_email: string;
  wholesaler_tax_id: string | null;
  ship_from: PostalAddress | null;
}

export async function readPart(db: Db, { partId, wholesalerId }: PartOfWholesaler): Promise<PartInContext | undefined> {
  const parts = await partsInContext(db, 'p.id = ? and p.wholesaler_id = ?', [partId, wholesalerId]);
  return parts[0];
}

export async function readPartById(db: Db, partId: string): Promise<PartInContext | undefined> {
  const parts = await partsInContext(db, 'p.id = ?', [partId]);
  return parts[0];
}

async function partsInContext(db: Db, where: string, bindings: string[]): Promise<PartInContext[]> {
  const { rows } = await db.raw(
    `select p.id, p.number, p.status, p.order_id, p.note, o.number as order_number, coalesce(p.placed_at, p.created_at) as placed_at,
            o.po_number, o.email, o.user_id, o.shipping_address, p.shipping_service, p.currency, w.id as wholesaler_id, w.name as wholesaler_name,
            w.contact_email as wholesaler_email, w.tax_id as wholesaler_tax_id,
            case when a.id is not null then jsonb_build_object('name', a.name, 'company', a.company, 'line1', a.line1, 'line2', a.line2,
              'city', a.city, 'region', a.region, 'postalCode', a.postal_code, 'country', a.country, 'phone', a.phone) end as ship_from
     from wholesaler_orders p
     join orders o on o.id = p.order_id
     join wholesalers w on w.id = p.wholesaler_id
     left join addresses a on a.wholesaler_id = w.id and a.is_default
     where ${where}`,
    bindings,
  );
  return rows;
}

export interface PackedItem {
  title: string;
  variantTitle: string;
  sku: string;
  quantity: number;
}

/** What lies in one parcel, or with no parcel named in all of a part. */
export async function readItems(db: Db, of: { shipmentId: string } | { partId: string }): Promise<PackedItem[]> {
  const columns = ['l.title', 'l.variant_title as variantTitle', 'l.sku'];
  if ('partId' in of)
    return db('order_lines as l')
      .where({ wholesaler_order_id: of.partId })
      .orderBy(['l.position', 'l.id'])
      .select(...columns, 'l.quantity');
  return db('shipment_lines as s')
    .join('order_lines as l', 'l.id', 's.order_line_id')
    .where({ 's.shipment_id': of.shipmentId })
    .orderBy(['l.position', 'l.id'])
    .select(...columns, 's.quantity');
}

export interface SlipLine extends PackedItem {
  barcode: string | null;
  casePack: number;
}

/** All of a part, as it is picked from the shelf. */
export async function readSlipLines(db: Db, partId: string): Promise<SlipLine[]> {
  return db('order_lines as l')
    .join('variants as v', 'v.id', 'l.variant_id')
    .where({ wholesaler_order_id: partId })
    .orderBy(['l.position', 'l.id'])
    .select(
      'l.title',
      'l.variant_title as variantTitle',
      'l.sku',
      'v.barcode',
      'l.quantity',
      'l.case_pack as casePack',
    );
}
