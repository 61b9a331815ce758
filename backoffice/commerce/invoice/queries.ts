import type { Db } from '#db/connection.ts';

export interface InvoiceSummary {
  number: string;
  orderNumber: string;
  poNumber: string | null;
  status: 'open' | 'paid' | 'void';
  currency: string;
  totalCents: number;
  creditedCents: number;
  paidCents: number;
  /** Negative: the store's credit. */
  openCents: number;
  issuedOn: string;
  dueOn: string;
  paidOn: string | null;
}

const COLUMNS = `i.number, o.number as "orderNumber", o.po_number as "poNumber", i.status, i.currency, i.total_cents as "totalCents",
  i.credited_cents as "creditedCents", i.paid_cents as "paidCents", i.total_cents - i.credited_cents - i.paid_cents as "openCents",
  to_char(i.issued_on, 'YYYY-MM-DD') as "issuedOn", to_char(i.due_on, 'YYYY-MM-DD') as "dueOn",
  to_char(i.paid_at at time zone 'UTC', 'YYYY-MM-DD') as "paidOn"`;

export type InvoicePlace = readonly [string | number, string];

/** Of one store: what is open first, the longest due first; then the newest. A page by keyset. */
export async function listInvoices(
  db: Db,
  { storeId, isOpen, limit, after }: { storeId: string; isOpen: boolean; limit: number; after: InvoicePlace | null },
): Promise<{ items: InvoiceSummary[]; after: [string, string] | null }> {
  const order = isOpen ? 'i.due_on, i.id' : 'i.issued_on desc, i.id desc';
  const beyond = isOpen
    ? '(i.due_on, i.id) > (cast(:day as date), cast(:id as uuid))'
    : '(i.issued_on, i.id) < (cast(:day as date), cast(:id as uuid))';
  const { rows } = await db.raw(
    `select i.id, ${COLUMNS} from invoices i join orders o on o.id = i.order_id
     where i.store_id = :storeId and i.status ${isOpen ? '=' : '<>'} 'open' and ${after ? beyond : 'true'}
     order by ${order} limit :take`,
    { storeId, day: after?.[0] ?? null, id: after?.[1] ?? null, take: limit + 1 },
  );
  type Row = InvoiceSummary & { id: string };
  const page: Row[] = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1)! : null;
  return {
    items: page.map(({ id: _, ...invoice }) => invoice),
    after: last && [isOpen ? last.dueOn : last.issuedOn, last.id],
  };
}

export interface OwnInvoice extends InvoiceSummary {
  id: string;
  orderId: string;
  email: string;
}

/** Only the store's own. */
export async function findOwnInvoice(db: Db, number: string, storeId: string): Promise<OwnInvoice | null> {
  const { rows } = await db.raw(
    `select i.id, i.order_id as "orderId", o.email, ${COLUMNS} from invoices i join orders o on o.id = i.order_id
     where i.number = :number and i.store_id = :storeId`,
    { number, storeId },
  );
  return rows[0] ?? null;
}

/** The pay page that is open for an invoice. */
export async function openInvoiceSession(
  db: Db,
  invoiceId: string,
): Promise<{ id: string; sessionId: string; amountCents: number; url: string | null } | null> {
  return (
    (await db('payments')
      .where({ invoice_id: invoiceId, status: 'pending' })
      .first('id', 'stripe_checkout_session_id as sessionId', 'amount_cents as amountCents', 'checkout_url as url')) ??
    null
  );
}

/** Anyone's, for staff. */
export async function findInvoice(db: Db, id: string): Promise<{ number: string; orderId: string } | null> {
  return (await db('invoices').where({ id }).first('number', 'order_id as orderId')) ?? null;
}
