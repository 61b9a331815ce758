import type { Services } from '#backoffice/services.ts';
import { commissionChangeActions, commissionRuleActions } from '../actions/commission.ts';
import { bands, each, hidden, money, rate, status } from '../format.ts';
import { type PanelResource, readers } from '../panel-resource.ts';
import { byColumn } from '../policy.ts';
import { readOnly } from './read-only.ts';

const SCOPE = ['wholesaler_id', 'category_id', 'order_kind'];
const TERMS = ['percent_bp', 'fixed_cents', 'floor_cents', 'cap_cents', 'bands'];
const shown = { percent_bp: rate, bands, ...each(['fixed_cents', 'floor_cents', 'cap_cents'], money) };

export const commissionResources = (services: Services): PanelResource[] => [
  readOnly(
    {
      table: 'commission_rules',
      columns: ['id', ...SCOPE, ...TERMS, 'starts_at', 'ends_at', 'created_at'],
      readers: readers.everyone,
      // What applies to a wholesaler: its own rules and those of everyone.
      ofWholesaler: (rows, wholesalerId) =>
        rows.where(own => void own.where('wholesaler_id', wholesalerId).orWhereNull('wholesaler_id')),
    },
    ['wholesaler_id', 'category_id', 'order_kind', 'percent_bp', 'bands', 'starts_at', 'ends_at'],
    { properties: shown, filter: [...SCOPE, 'starts_at', 'ends_at'], actions: commissionRuleActions(services) },
  ),
  readOnly(
    {
      table: 'commission_changes',
      columns: [
        ...['id', 'status', 'kind', ...SCOPE, ...TERMS, 'starts_at', 'ends_at', 'reason', 'proposed_by', 'decided_by'],
        ...['decided_at', 'ended_rule_id', 'commission_rule_id', 'created_at'],
      ],
      readers: readers.staff,
    },
    ['created_at', 'status', 'kind', 'wholesaler_id', 'category_id', 'percent_bp', 'starts_at', 'proposed_by'],
    { title: 'reason', properties: { ...shown, status }, actions: commissionChangeActions(services) },
  ),
  readOnly(
    {
      table: 'commissions',
      columns: [
        ...['id', 'wholesaler_order_id', 'wholesaler_id', 'order_line_id', 'commission_rule_id', 'percent_bp'],
        ...[
          'fixed_cents',
          'base_cents',
          'commission_cents',
          'volume_cents',
          'band_from_cents',
          'currency',
          'created_at',
        ],
      ],
      readers: readers.everyone,
      ofWholesaler: byColumn(),
    },
    ['created_at', 'wholesaler_order_id', 'base_cents', 'percent_bp', 'commission_cents'],
    {
      properties: {
        percent_bp: rate,
        currency: hidden,
        ...each(['fixed_cents', 'base_cents', 'commission_cents', 'volume_cents', 'band_from_cents'], money),
      },
    },
  ),
];
