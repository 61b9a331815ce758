import type { Services } from '#backoffice/services.ts';
import { payoutActions, payoutBatchActions } from '../actions/payouts.ts';
import { reversalActions } from '../actions/reversals.ts';
import { hidden, money, status } from '../format.ts';
import { type PanelResource, readers } from '../panel-resource.ts';
import { byColumn } from '../policy.ts';
import { readOnly } from './read-only.ts';

export const moneyResources = (services: Services): PanelResource[] => [
  readOnly(
    {
      table: 'payouts',
      columns: [
        'id',
        'number',
        'status',
        'wholesaler_id',
        'batch_date',
        'currency',
        'amount_cents',
        'status_reason',
        'attempt',
        'stripe_transfer_id',
        'sent_at',
        'created_at',
      ],
      readers: readers.everyone,
      ofWholesaler: byColumn(),
    },
    ['number', 'status', 'batch_date', 'wholesaler_id', 'amount_cents', 'status_reason'],
    {
      title: 'number',
      filter: ['number', 'status', 'batch_date', 'wholesaler_id'],
      properties: { status, amount_cents: money, currency: hidden },
      actions: payoutActions(services),
    },
  ),
  readOnly(
    {
      table: 'transfer_reversals',
      columns: [
        'id',
        'payout_id',
        'status',
        'status_reason',
        'currency',
        'amount_cents',
        'reason',
        'requested_by',
        'decided_by',
        'stripe_reversal_id',
        'reversed_at',
        'created_at',
      ],
      readers: readers.staff,
    },
    ['created_at', 'payout_id', 'status', 'amount_cents', 'reason', 'requested_by'],
    {
      title: 'reason',
      properties: { status, amount_cents: money, currency: hidden },
      actions: reversalActions(services),
    },
  ),
  readOnly(
    {
      table: 'payout_batches',
      columns: ['id', 'batch_date', 'status', 'requested_by', 'released_by', 'started_at', 'finished_at', 'created_at'],
      readers: readers.staff,
    },
    ['batch_date', 'status', 'requested_by', 'released_by', 'finished_at'],
    { title: 'batch_date', properties: { status }, actions: payoutBatchActions(services) },
  ),
  readOnly(
    {
      table: 'payout_carryovers',
      columns: ['id', 'payout_batch_id', 'wholesaler_id', 'currency', 'amount_cents', 'reason', 'created_at'],
      readers: readers.everyone,
      ofWholesaler: byColumn(),
    },
    ['created_at', 'wholesaler_id', 'amount_cents', 'reason'],
    { properties: { amount_cents: money, currency: hidden } },
  ),
];
