import { formatMoney } from '#backoffice/commerce/money.ts';
import type { Services } from '#backoffice/services.ts';
import { markInvoicePaid } from '#backoffice/workflows/mark-invoice-paid.ts';
import { actorOf, recordStep, text } from './perform.ts';

export const invoiceActions = (services: Services) => ({
  pdf: recordStep({
    label: 'PDF',
    icon: 'FileText',
    roles: ['finance', 'admin'],
    consequence: 'Opens the invoice as the store got it, in a tab of its own.',
    run: async ({ id }) => ({ message: 'The invoice opens', data: { openUrl: `/api/admin/invoices/${id}/pdf` } }),
  }),
  markPaid: recordStep({
    label: 'Paid by bank transfer',
    icon: 'DollarSign',
    roles: ['finance', 'admin'],
    when: { status: ['open'] },
    consequence:
      'The invoice is settled in full, the ledger says that the money lies in the bank, and the store’s credit is free again.',
    fields: [
      { name: 'receivedOn', label: 'Arrived on', type: 'date', isRequired: true },
      {
        name: 'bankReference',
        label: 'Reference on the bank’s statement',
        type: 'text',
        isRequired: true,
      },
    ],
    run: async ({ id, input, viewer }) => {
      const paid = await markInvoicePaid(services, {
        invoiceId: id,
        receivedOn: text(input.receivedOn) ?? '',
        bankReference: text(input.bankReference) ?? '',
        actor: actorOf(viewer),
      });
      return `${paid.number} is paid: ${formatMoney(paid.amountCents, paid.currency)}`;
    },
  }),
});
