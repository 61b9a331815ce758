import type { Services } from '#backoffice/services.ts';
import { refundActions, refundBankPaymentActions } from '../actions/failed-refunds.ts';
import { each, hidden, money, status } from '../format.ts';
import { type PanelResource, readers } from '../panel-resource.ts';
import { through } from '../policy.ts';
import { readOnly } from './read-only.ts';

/** What goes back to buyers, how tries of it failed, and what was paid from the bank account instead. */
export const refundResources = (services: Services): PanelResource[] => [
  readOnly(
    {
      table: 'refunds',
      columns: [
        'id',
        'order_id',
        'wholesaler_order_id',
        'status',
        'currency',
        'amount_cents',
        'goods_cents',
        'shipping_cents',
        'tax_cents',
        'commission_cents',
        'reason',
        'attempt',
        'failure_reason',
        'created_at',
        'updated_at',
      ],
      readers: readers.everyone,
      ofWholesaler: through('wholesaler_order_id', 'wholesaler_orders'),
    },
    ['created_at', 'wholesaler_order_id', 'status', 'amount_cents', 'commission_cents', 'reason'],
    {
      properties: {
        status,
        ...each(['amount_cents', 'goods_cents', 'shipping_cents', 'tax_cents', 'commission_cents'], money),
        currency: hidden,
      },
      actions: refundActions(services),
    },
  ),
  readOnly(
    {
      table: 'refund_failures',
      columns: ['id', 'refund_id', 'attempt', 'stripe_refund_id', 'reason', 'failed_at'],
      readers: readers.staff,
    },
    ['failed_at', 'refund_id', 'attempt', 'reason'],
    { sort: { sortBy: 'failed_at', direction: 'desc' } },
  ),
  readOnly(
    {
      table: 'refund_bank_payments',
      columns: [
        'id',
        'refund_id',
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
    ['created_at', 'status', 'amount_cents', 'bank_reference', 'proposed_by'],
    {
      title: 'bank_reference',
      properties: { status, amount_cents: money, currency: hidden },
      actions: refundBankPaymentActions(services),
    },
  ),
];
