import type { Services } from '#backoffice/services.ts';
import { commissionChangeActions, commissionInvoiceActions, commissionRuleActions } from '../actions/commission.ts';
import { bands, each, hidden, money, rate, status } from '../format.ts';
import { type PanelResource, readers } from '../panel-resource.ts';
import { byColumn } from '../policy.ts';
import { readOnly } from './read-only.ts';

const SCOPE = ['wholesaler_id', 'category_id', 'order_kind'];
const TERMS = ['percent_bp', 'fixed_cents', 'floor_cents', 'cap_cents', 'bands'];
const named = (...values: [value: string, label: string][]) => ({
  availableValues: values.map(([value, label]) => ({ value, label })),
});
const order_kind = named(['any', 'All orders'], ['first', 'First orders'], ['reorder', 'Reorders']);
const kind = named(['set', 'New rule'], ['end', 'End of a rule']);
const shown = { order_kind, percent_bp: rate, bands, ...each(['fixed_cents', 'floor_cents', 'cap_cents'], money) };

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
    ['wholesaler_id', 'category_id', 'order_kind', 'percent_bp', 'starts_at', 'ends_at'],
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
    { title: 'reason', properties: { ...shown, status, kind }, actions: commissionChangeActions(services) },
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
  readOnly(
    {
      table: 'commission_invoices',
      columns: [
        ...[
          'id',
          'number',
          'wholesaler_id',
          'month',
          'issued_on',
          'currency',
          'net_cents',
          'tax_treatment',
          'tax_rate_bp',
        ],
        ...['tax_cents', 'total_cents', 'created_at'],
      ],
      readers: readers.everyone,
      ofWholesaler: byColumn(),
    },
    ['number', 'month', 'wholesaler_id', 'net_cents', 'tax_cents', 'total_cents'],
    {
      title: 'number',
      filter: ['number', 'month', 'wholesaler_id', 'tax_treatment'],
      properties: {
        tax_rate_bp: rate,
        currency: hidden,
        tax_treatment: named(
          ['taxed', 'VAT'],
          ['reverse_charge', 'Reverse charge'],
          ['outside', 'Outside the EU: none'],
        ),
        ...each(['net_cents', 'tax_cents', 'total_cents'], money),
      },
      actions: commissionInvoiceActions(services),
    },
  ),
];
