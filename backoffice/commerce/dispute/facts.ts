import type { Db } from '#db/connection.ts';

export interface DisputeAddress {
  name: string;
  company?: string | null;
  line1: string;
  line2?: string | null;
  city: string;
  region?: string | null;
  postalCode: string;
  country: string;
}

/** What we know of a disputed sale. Instants in ISO form. */
export interface DisputeFacts {
  orderId: string;
  orderNumber: string;
  placedAt: string;
  email: string;
  ipAddress: string | null;
  billingAddress: DisputeAddress;
  shippingAddress: DisputeAddress;
  items: {
    quantity: number;
    title: string;
    variantTitle: string;
    sku: string;
    wholesalerName: string;
    description: string;
  }[];
  parcels: {
    carrier: string;
    service: string;
    trackingCode: string;
    shippedAt: string;
    deliveredAt: string | null;
    deliveryNote: string | null;
    scans: { at: string; message: string; place: string | null }[];
  }[];
  letters: { kind: string; data: Record<string, unknown>; to: string; sentAt: string }[];
}

/** One statement. The address of the sign-in that came before the order, if there was one. */
export async function readDisputeFacts(db: Db, disputeId: string): Promise<DisputeFacts | null> {
  const { rows } = await db.raw(
    `select o.id as "orderId", o.number as "orderNumber", ${iso('o.placed_at')} as "placedAt", o.email,
       (select s.ip_address from sessions s where s.user_id = o.user_id and s.created_at <= o.created_at and s.ip_address <> ''
         order by s.created_at desc limit 1) as "ipAddress",
       o.billing_address as "billingAddress", o.shipping_address as "shippingAddress",
       (select coalesce(json_agg(json_build_object('quantity', l.quantity, 'title', l.title, 'variantTitle', l.variant_title, 'sku', l.sku,
           'wholesalerName', w.name, 'description', coalesce(pr.description_html, '')) order by p.number, l.position), '[]')
         from wholesaler_orders p join order_lines l on l.wholesaler_order_id = p.id join wholesalers w on w.id = p.wholesaler_id
         left join products pr on pr.id = l.product_id where p.order_id = o.id) as items,
       (select coalesce(json_agg(json_build_object('carrier', s.carrier, 'service', s.service, 'trackingCode', s.tracking_code, 'shippedAt', ${iso('s.created_at')},
           'deliveredAt', ${iso('s.delivered_at')}, 'deliveryNote', s.delivery_note,
           'scans', (select coalesce(json_agg(json_build_object('at', ${iso('e.occurred_at')}, 'message', e.message, 'place', e.place) order by e.occurred_at), '[]')
             from tracking_events e where e.shipment_id = s.id)) order by s.created_at), '[]')
         from shipments s join wholesaler_orders p on p.id = s.wholesaler_order_id where p.order_id = o.id and s.status <> 'voided') as parcels,
       (select coalesce(json_agg(json_build_object('kind', l.kind, 'data', l.data, 'to', l.recipient_address, 'sentAt', ${iso('l.sent_at')}) order by l.sent_at), '[]')
         from letters l where l.order_id = o.id and l.status = 'sent' and l.recipient_address = o.email) as letters
     from disputes d join payments pay on pay.id = d.payment_id join orders o on o.id = pay.order_id where d.id = ?`,
    [disputeId],
  );
  return rows[0] ?? null;
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
