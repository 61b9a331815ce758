import type { Services } from '#backoffice/services.ts';
import { creditPayoutActions } from '../actions/store-credit.ts';
import { hidden, money, status } from '../format.ts';
import { type PanelResource, readers } from '../panel-resource.ts';
import { readOnly } from './read-only.ts';

/** What became of stores' credit: the invoices it settled, and what was paid out by bank. */
export const storeCreditResources = (services: Services): PanelResource[] => [
  readOnly(
    {
      table: 'store_credit_uses',
      columns: [
        'id',
        'store_id',
        'from_invoice_id',
        'to_invoice_id',
        'payout_id',
        'currency',
        'amount_cents',
        'used_at',
      ],
      readers: readers.staff,
    },
    ['used_at', 'store_id', 'from_invoice_id', 'to_invoice_id', 'amount_cents'],
    { sort: { sortBy: 'used_at', direction: 'desc' }, properties: { amount_cents: money, currency: hidden } },
  ),
  readOnly(
    {
      table: 'store_credit_payouts',
      columns: [
        'id',
        'store_id',
        'status',
        'currency',
        'amount_cents',
        'paid_on',
        'bank_reference',
        'note',
        'proposed_by',
        'decided_by',
        'decided_at',
        'ledger_transaction_id',
        'created_at',
      ],
      readers: readers.staff,
    },
    ['created_at', 'store_id', 'status', 'amount_cents', 'bank_reference', 'proposed_by'],
    {
      title: 'bank_reference',
      properties: { status, amount_cents: money, currency: hidden },
      actions: creditPayoutActions(services),
    },
  ),
];
