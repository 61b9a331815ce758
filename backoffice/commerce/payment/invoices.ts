import type { Db } from '#db/connection.ts';

export interface Invoice {
  id: string;
  number: string;
  order_id: string;
  store_id: string;
  status: 'open' | 'paid' | 'void';
  currency: string;
  total_cents: number;
  credited_cents: number;
  paid_cents: number;
  due_on: string;
}

/** Locked, so that a payment and a refund do not pass each other. */
export async function lockInvoice(trx: Db, id: string): Promise<Invoice | undefined> {
  return trx('invoices').where({ id }).forUpdate().first();
}

export const openCents = (invoice: Invoice): number =>
  invoice.total_cents - invoice.credited_cents - invoice.paid_cents;

/** open → paid, in full. */
export async function settleInvoice(trx: Db, invoice: Invoice, at: Date): Promise<void> {
  await trx('invoices')
    .where({ id: invoice.id, status: 'open' })
    .update({ status: 'paid', paid_cents: invoice.total_cents - invoice.credited_cents, paid_at: at, updated_at: at });
}
