import type { Services } from '#backoffice/services.ts';
import { payoutActions, payoutBatchActions } from '../actions/payouts.ts';
import { each, hidden, money, rate, status } from '../format.ts';
import { navigation, type PanelResource, readers, role } from '../panel-resource.ts';
import { byColumn } from '../policy.ts';
import { readOnly } from './read-only.ts';

const nav = navigation.money;

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
];
