import type { Services } from '#backoffice/services.ts';
import { payoutActions } from '../actions/payouts.ts';
import { each, hidden, json, money, rate, status } from '../format.ts';
import { navigation, type PanelResource, readers, readOnlyActions, role } from '../panel-resource.ts';
import { byColumn, type Policy, through } from '../policy.ts';

const nav = navigation.money;
const newest = { sortBy: 'created_at', direction: 'desc' } as const;

const readOnly = (policy: Policy, list: string[], rest: Partial<PanelResource> = {}): PanelResource => ({
  policy,
  navigation: nav,
  list,
  sort: newest,
  ...rest,
  actions: { ...readOnlyActions, ...rest.actions },
});

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
      table: 'payout_batches',
      columns: ['id', 'batch_date', 'status', 'released_by', 'started_at', 'finished_at', 'created_at'],
      readers: readers.staff,
    },
    ['batch_date', 'status', 'started_at', 'finished_at'],
    { title: 'batch_date', properties: { status } },
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
  readOnly(
    {
      table: 'commissions',
      columns: [
        'id',
        'wholesaler_order_id',
        'wholesaler_id',
        'order_line_id',
        'percent_bp',
        'fixed_cents',
        'base_cents',
        'commission_cents',
        'created_at',
      ],
      readers: readers.everyone,
      ofWholesaler: byColumn(),
    },
    ['created_at', 'wholesaler_order_id', 'base_cents', 'percent_bp', 'commission_cents'],
    { properties: { percent_bp: rate, ...each(['fixed_cents', 'base_cents', 'commission_cents'], money) } },
  ),
  {
    policy: {
      table: 'commission_rules',
      columns: [
        'id',
        'wholesaler_id',
        'category_id',
        'order_kind',
        'percent_bp',
        'fixed_cents',
        'floor_cents',
        'cap_cents',
        'starts_at',
        'ends_at',
        'created_at',
      ],
      readers: readers.everyone,
      writers: ['admin'],
      writable: [
        'wholesaler_id',
        'category_id',
        'order_kind',
        'percent_bp',
        'fixed_cents',
        'floor_cents',
        'cap_cents',
        'starts_at',
        'ends_at',
      ],
      // What applies to a wholesaler: its own rules and those of everyone.
      ofWholesaler: (rows, wholesalerId) =>
        rows.where(own => void own.where('wholesaler_id', wholesalerId).orWhereNull('wholesaler_id')),
    },
    navigation: nav,
    list: ['wholesaler_id', 'category_id', 'order_kind', 'percent_bp', 'starts_at', 'ends_at'],
    properties: {
      percent_bp: rate,
      ...each(['fixed_cents', 'floor_cents', 'cap_cents'], money),
      ...each(['order_kind', 'fixed_cents', 'floor_cents', 'starts_at', 'ends_at'], { isRequired: false }),
    },
    actions: {
      new: { isAccessible: role('admin') },
      edit: { isAccessible: role('admin') },
      delete: { isAccessible: false },
      bulkDelete: { isAccessible: false },
    },
  },
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
        'failure_reason',
        'created_at',
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
    },
  ),
  readOnly(
    {
      table: 'disputes',
      columns: ['id', 'payment_id', 'status', 'currency', 'amount_cents', 'reason', 'evidence_due_at', 'created_at'],
      readers: readers.staff,
    },
    ['created_at', 'status', 'amount_cents', 'reason', 'evidence_due_at'],
    { properties: { status, amount_cents: money, currency: hidden } },
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
