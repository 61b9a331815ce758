import type { Services } from '#backoffice/services.ts';
import { differenceActions, reconciliationActions } from '../actions/reconciliation.ts';
import { each, hidden, json, money, status } from '../format.ts';
import { type PanelResource, readers } from '../panel-resource.ts';
import { readOnly } from './read-only.ts';

/** Stripe's word beside ours; the Reconciliation page sums it up. */
export const reconciliationResources = (services: Services): PanelResource[] => [
  readOnly(
    {
      table: 'reconciliation_differences',
      columns: [
        'id',
        'status',
        'explanation',
        'kind',
        'movement',
        'currency',
        'ledger_cents',
        'processor_cents',
        'processor_currency',
        'reference',
        'stripe_object',
        'order_id',
        'refund_id',
        'payout_id',
        'balance_transaction_id',
        'occurred_at',
        'first_seen_in',
        'last_seen_in',
        'note',
        'counter_account',
        'proposed_by',
        'decided_by',
        'ledger_transaction_id',
        'resolved_at',
        'created_at',
      ],
      readers: readers.staff,
    },
    ['occurred_at', 'status', 'movement', 'kind', 'ledger_cents', 'processor_cents', 'explanation'],
    {
      title: 'reference',
      filter: ['status', 'movement', 'kind', 'reference', 'order_id', 'payout_id', 'occurred_at'],
      properties: { status, ...each(['ledger_cents', 'processor_cents'], money), currency: hidden },
      actions: differenceActions(services),
    },
  ),
  readOnly(
    {
      table: 'reconciliations',
      columns: [
        'id',
        'status',
        'requested_by',
        'read_count',
        'difference_count',
        'ledger_cents',
        'processor_cents',
        'started_at',
        'finished_at',
        'created_at',
      ],
      readers: readers.staff,
    },
    ['started_at', 'status', 'requested_by', 'read_count', 'difference_count', 'finished_at'],
    {
      title: 'started_at',
      sort: { sortBy: 'started_at', direction: 'desc' },
      properties: { status, ...each(['ledger_cents', 'processor_cents'], json) },
      actions: reconciliationActions(services),
    },
  ),
  readOnly(
    {
      table: 'balance_transactions',
      columns: [
        'id',
        'stripe_id',
        'kind',
        'type',
        'currency',
        'amount_cents',
        'fee_cents',
        'reference',
        'about',
        'description',
        'occurred_at',
        'available_on',
        'created_at',
      ],
      readers: readers.staff,
    },
    ['occurred_at', 'kind', 'amount_cents', 'fee_cents', 'reference', 'description'],
    {
      title: 'stripe_id',
      sort: { sortBy: 'occurred_at', direction: 'desc' },
      properties: { about: json, ...each(['amount_cents', 'fee_cents'], money), currency: hidden },
    },
  ),
];
