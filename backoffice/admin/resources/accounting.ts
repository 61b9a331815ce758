import type { Services } from '#backoffice/services.ts';
import { adjustmentActions } from '../actions/adjustments.ts';
import { hidden, money, status } from '../format.ts';
import { navigation, type PanelResource, readers, role } from '../panel-resource.ts';
import { readOnly } from './read-only.ts';

const isFinance = role('finance', 'admin');
const shut = { isAccessible: false, isVisible: false };
const onlyEdited = { new: shut, delete: shut, bulkDelete: shut, edit: { isAccessible: isFinance } };

/** What is booked by hand; how the ledger's accounts are called in the bookkeeping, and whose bookkeeping it is. */
export const accountingResources = (services: Services): PanelResource[] => [
  readOnly(
    {
      table: 'adjustments',
      columns: [
        'id',
        'status',
        'wholesaler_id',
        'currency',
        'amount_cents',
        'reason',
        'proposed_by',
        'decided_by',
        'decided_at',
        'ledger_transaction_id',
        'created_at',
      ],
      readers: readers.everyone,
      // What is only proposed is not its business yet.
      ofWholesaler: (rows, wholesalerId) => rows.where({ wholesaler_id: wholesalerId, status: 'posted' }),
    },
    ['created_at', 'status', 'wholesaler_id', 'amount_cents', 'reason', 'proposed_by'],
    {
      title: 'reason',
      properties: { status, amount_cents: money, currency: hidden },
      actions: adjustmentActions(services),
    },
  ),
  {
    policy: {
      table: 'accounting_accounts',
      columns: ['id', 'kind', 'number', 'name', 'updated_at'],
      writable: ['number', 'name'],
      readers: readers.staff,
      writers: ['finance', 'admin'],
    },
    navigation: navigation.money,
    list: ['kind', 'number', 'name'],
    title: 'kind',
    sort: { sortBy: 'number', direction: 'asc' },
    actions: onlyEdited,
  },
  {
    policy: {
      table: 'accounting_settings',
      columns: [
        'id',
        'consultant_number',
        'client_number',
        'account_length',
        'fiscal_year_starts_in',
        'commission_billed_from',
        'updated_at',
      ],
      writable: ['consultant_number', 'client_number', 'account_length', 'fiscal_year_starts_in'],
      readers: readers.staff,
      writers: ['finance', 'admin'],
    },
    navigation: navigation.money,
    list: ['consultant_number', 'client_number', 'account_length', 'fiscal_year_starts_in', 'commission_billed_from'],
    title: 'client_number',
    actions: onlyEdited,
  },
];
