import type { Services } from '#backoffice/services.ts';
import { invoiceActions } from '../actions/invoices.ts';
import { each, hidden, json, money, status } from '../format.ts';
import { navigation, type PanelResource, readers } from '../panel-resource.ts';
import { byColumn, through } from '../policy.ts';
import { readOnly } from './read-only.ts';

/** What was booked, what came in and went back, and who did what. */
export const ledgerResources = (services: Services): PanelResource[] => [
  readOnly(
    {
      table: 'ledger_entries',
      columns: [
        'id',
        'transaction_id',
        'account_id',
        'wholesaler_order_id',
        'currency',
        'amount_cents',
        'available_on',
        'created_at',
      ],
      readers: readers.everyone,
      ofWholesaler: through('account_id', 'ledger_accounts'),
    },
    ['created_at', 'transaction_id', 'account_id', 'amount_cents', 'available_on'],
    { properties: { amount_cents: money, currency: hidden } },
  ),
  readOnly(
    {
      table: 'ledger_transactions',
      columns: ['id', 'kind', 'memo', 'cause', 'order_id', 'payout_id', 'refund_id', 'occurred_at', 'created_at'],
      readers: readers.staff,
    },
    ['occurred_at', 'kind', 'memo', 'order_id', 'payout_id'],
    { title: 'memo' },
  ),
  readOnly(
    {
      table: 'ledger_accounts',
      columns: ['id', 'kind', 'wholesaler_id', 'store_id', 'currency', 'created_at'],
      readers: readers.everyone,
      ofWholesaler: byColumn(),
    },
    ['kind', 'wholesaler_id', 'store_id', 'currency'],
    { title: 'kind' },
  ),
  readOnly(
    {
      table: 'payments',
      columns: [
        'id',
        'order_id',
        'status',
        'currency',
        'amount_cents',
        'captured_cents',
        'fee_cents',
        'stripe_payment_intent_id',
        'stripe_charge_id',
        'available_on',
        'failure_reason',
        'succeeded_at',
        'created_at',
      ],
      readers: readers.staff,
    },
    ['created_at', 'order_id', 'status', 'amount_cents', 'captured_cents', 'fee_cents'],
    { properties: { status, ...each(['amount_cents', 'captured_cents', 'fee_cents'], money), currency: hidden } },
  ),
  readOnly(
    {
      table: 'invoices',
      columns: [
        'id',
        'number',
        'order_id',
        'store_id',
        'status',
        'currency',
        'total_cents',
        'credited_cents',
        'paid_cents',
        'issued_on',
        'due_on',
        'created_at',
      ],
      readers: readers.staff,
    },
    ['number', 'store_id', 'status', 'total_cents', 'due_on'],
    {
      title: 'number',
      properties: { status, ...each(['total_cents', 'credited_cents', 'paid_cents'], money), currency: hidden },
      actions: invoiceActions(services),
    },
  ),
  readOnly(
    {
      table: 'audit_log',
      columns: [
        'id',
        'actor_id',
        'actor_role',
        'action',
        'subject_table',
        'subject_id',
        'before',
        'after',
        'reason',
        'request_id',
        'created_at',
      ],
      readers: readers.staff,
    },
    ['created_at', 'actor_id', 'action', 'subject_table', 'reason'],
    { navigation: navigation.operations, title: 'action', properties: each(['before', 'after'], json) },
  ),
];
