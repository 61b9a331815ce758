import { findCommissionInvoice, listBilled } from '#backoffice/commerce/commission/index.ts';
import type { DocumentKind } from '#backoffice/commerce/document/index.ts';
import { readOrderForInvoice } from '#backoffice/commerce/document/index.ts';
import { readPartById, readSlipLines } from '#backoffice/commerce/fulfillment/index.ts';
import { readBalance, readStatement, readStatementHead } from '#backoffice/commerce/payout/index.ts';
import { notFound, Refusal } from '#backoffice/commerce/refusal.ts';
import { renderCommissionInvoice } from '#backoffice/documents/commission-invoice.ts';
import { bankAccount, company } from '#backoffice/documents/company.ts';
import { renderInvoice } from '#backoffice/documents/invoice.ts';
import { renderPackingSlip } from '#backoffice/documents/packing-slip.ts';
import { renderPayoutStatement } from '#backoffice/documents/payout-statement.ts';
import { writePayoutStatementCsv } from '#backoffice/documents/payout-statement-csv.ts';
import type { PayoutStatementData } from '#backoffice/documents/statement-totals.ts';
import type { Services } from '#backoffice/services.ts';

export interface MadeDocument {
  content: Buffer;
  contentType: string;
}

const pdf = (content: Buffer): MadeDocument => ({ content, contentType: 'application/pdf' });

/** Each kind from the id of its subject: an order, a part, a payout. A subject that cannot have the document throws. */
export const makers = {
  invoice: async ({ db }, orderId) => {
    const order = await readOrderForInvoice(db, orderId);
    if (!order) throw new Error(`Order ${orderId} has no invoice`);
    return pdf(await renderInvoice({ ...order, seller: company, payTo: bankAccount }));
  },

  packing_slip: async ({ db, now }, partId) => {
    const part = await readPartById(db, partId);
    if (!part) throw notFound('order');
    if (!part.ship_from) throw new Refusal('rule', 'no_ship_from', 'Enter the address you ship from first');
    return pdf(
      await renderPackingSlip({
        number: part.number,
        orderNumber: part.order_number,
        poNumber: part.po_number,
        issuedOn: now().toISOString(),
        wholesalerName: part.wholesaler_name,
        shipFrom: part.ship_from,
        shipTo: part.shipping_address,
        shippingService: part.shipping_service,
        trackingCode: null,
        parcel: null,
        note: part.note,
        lines: await readSlipLines(db, partId),
      }),
    );
  },

  commission_invoice: async ({ db }, invoiceId) => {
    const invoice = await findCommissionInvoice(db, { id: invoiceId });
    if (!invoice) throw notFound('commission invoice');
    const after = new Date(`${invoice.month}T00:00:00Z`);
    after.setUTCMonth(after.getUTCMonth() + 1, 0);
    return pdf(
      await renderCommissionInvoice({
        ...invoice,
        from: invoice.month,
        until: after.toISOString().slice(0, 10),
        lines: await listBilled(db, invoice),
      }),
    );
  },

  payout_statement: async (services, payoutId) =>
    pdf(await renderPayoutStatement(await statementData(services, payoutId))),

  payout_statement_csv: async (services, payoutId) => ({
    content: writePayoutStatementCsv(await statementData(services, payoutId)),
    contentType: 'text/csv; charset=utf-8',
  }),
} satisfies Partial<Record<DocumentKind, (services: Services, subjectId: string) => Promise<MadeDocument>>>;

async function statementData({ db }: Services, payoutId: string): Promise<PayoutStatementData> {
  const head = await readStatementHead(db, payoutId);
  if (!head) throw new Error(`Payout ${payoutId} was not sent: it has no statement`);
  const lines = await readStatement(db, payoutId);
  const days = lines.map(line => line.occurredAt.toISOString().slice(0, 10)).sort();
  const balance = await readBalance(db, { id: head.wholesalerId, currency: head.currency, today: head.batchDate });
  return {
    ...head,
    sentOn: head.sentAt.toISOString(),
    from: days[0] ?? head.batchDate,
    until: days.at(-1) ?? head.batchDate,
    lines: lines.map(({ carriedSince, memo, occurredAt, ...line }) => ({
      ...line,
      section: carriedSince ? 'carried_over' : line.kind,
      occurredOn: occurredAt.toISOString(),
      description: memo,
    })),
    remaining: {
      pendingCents: balance.pendingCents,
      carriedOverCents: balance.availableCents,
      reserveCents: balance.reserveCents,
    },
  };
}
