import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import {
  type CommissionMonth,
  insertInvoice,
  listUnbilled,
  lockNumbers,
  readMonth,
} from '#backoffice/commerce/commission/index.ts';
import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { rateOf } from '#backoffice/commerce/money.ts';
import { readTaxRates, serviceTreatment } from '#backoffice/commerce/tax/index.ts';
import { wholesalerRecipient } from '#backoffice/commerce/wholesaler/index.ts';
import { company } from '#backoffice/documents/company.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

/**
 * Bills each wholesaler the commission of every past month that has no invoice yet. An invoice, its number, its VAT in the ledger and its
 * letter are one transaction: a crash leaves whole invoices only, and the next run goes on. One that fails does not keep the others. Without
 * an actor it is the night's job.
 */
export async function issueCommissionInvoices(
  services: Services,
  { actor }: { actor?: Actor } = {},
): Promise<{ issued: number }> {
  const today = services.now().toISOString().slice(0, 10);
  let issued = 0;
  const failed: unknown[] = [];
  for (const month of await listUnbilled(services.db, today)) {
    try {
      if (await services.db.transaction(trx => issue(trx, services, { ...month, issuedOn: today }, actor))) issued += 1;
    } catch (err) {
      services.log.error({ err, ...month }, 'a commission invoice was not issued');
      failed.push(err);
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} commission invoices were not issued`);
  return { issued };
}

/** False: another process was faster. */
async function issue(
  trx: Db,
  services: Services,
  due: CommissionMonth & { issuedOn: string },
  actor: Actor | undefined,
): Promise<boolean> {
  const { wholesalerId, currency, month, issuedOn } = due;
  await lockNumbers(trx, Number(issuedOn.slice(0, 4)));
  const billed = await readMonth(trx, due);
  if (!billed) return false;
  const { netCents, billTo } = billed;
  const tax = await taxOf(trx, billTo, month);
  const taxCents = rateOf(netCents, tax.taxRateBp);
  const invoice = { ...due, ...tax, netCents, taxCents, totalCents: netCents + taxCents, billTo };
  const { id, number } = await insertInvoice(trx, invoice);
  await postTransaction(trx, {
    kind: 'adjustment',
    cause: `commission-invoice:${id}`,
    memo: `VAT on commission, ${number}`,
    occurredAt: services.now(),
    entries: [
      { account: { kind: 'wholesaler_payable', wholesalerId }, currency, amountCents: taxCents, availableOn: issuedOn },
      { account: { kind: 'tax_payable' }, currency, amountCents: -taxCents },
    ],
  });
  if (actor) {
    const after = { number, month, currency, netCents, taxCents };
    await writeAudit(trx, { actor, action: 'issue.commission_invoice', table: 'commission_invoices', id, after });
  }
  await tell(trx, services, { ...invoice, id, number });
  return true;
}

/** Our service is rendered over the month: the rate of its last day. */
async function taxOf(trx: Db, { country, vatId }: { country: string; vatId: string | null }, month: string) {
  const home = company.address.country;
  const taxTreatment = serviceTreatment({ country, taxId: vatId }, home);
  if (taxTreatment !== 'taxed') return { taxTreatment, taxRateBp: 0 };
  const day = lastDayOf(month);
  const taxRateBp = (await readTaxRates(trx, { country: home, region: null, day })).get('standard');
  if (taxRateBp === undefined) throw new Error(`There is no standard tax rate of ${home} on ${day}`);
  return { taxTreatment, taxRateBp };
}

const lastDayOf = (month: string): string => {
  const day = new Date(`${month}T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + 1, 0);
  return day.toISOString().slice(0, 10);
};

interface Issued extends CommissionMonth {
  id: string;
  number: string;
  issuedOn: string;
  netCents: number;
  taxCents: number;
  totalCents: number;
  billTo: { address: { name: string } };
}

async function tell(trx: Db, services: Services, invoice: Issued): Promise<void> {
  const { name, address, userId } = await wholesalerRecipient(trx, invoice.wholesalerId);
  await services.queue.enqueue(trx, 'make-document', { kind: 'commission_invoice', subjectId: invoice.id });
  await writeLetter(trx, services.queue, {
    kind: 'commission-invoice',
    dedupeKey: `commission-invoice:${invoice.id}`,
    to: { name, address },
    userId,
    data: {
      invoiceId: invoice.id,
      invoiceNumber: invoice.number,
      invoiceUrl: `${services.settings.publicUrl}/admin/resources/commission_invoices/records/${invoice.id}/show`,
      wholesalerName: invoice.billTo.address.name,
      issuedOn: invoice.issuedOn,
      month: invoice.month,
      currency: invoice.currency,
      netCents: invoice.netCents,
      taxCents: invoice.taxCents,
      totalCents: invoice.totalCents,
    },
  });
}
