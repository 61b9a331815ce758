import type { Services } from '#backoffice/services.ts';
import { importActions } from '../actions/imports.ts';
import { stockActions } from '../actions/stock.ts';
import { json } from '../format.ts';
import { navigation, type PanelResource, readers, readOnlyActions } from '../panel-resource.ts';
import { byColumn, through } from '../policy.ts';

const nav = navigation.catalogue;

export const stockResources = (services: Services): PanelResource[] => [
  {
    policy: {
      table: 'stock',
      columns: ['variant_id', 'on_hand', 'reserved', 'low_stock_threshold', 'updated_at'],
      readers: readers.everyone,
      ofWholesaler: through('variant_id', 'variants'),
    },
    navigation: nav,
    list: ['variant_id', 'on_hand', 'reserved', 'low_stock_threshold', 'updated_at'],
    sort: { sortBy: 'updated_at', direction: 'desc' },
    actions: { ...readOnlyActions, ...stockActions(services) },
  },
  {
    policy: {
      table: 'stock_movements',
      columns: ['id', 'variant_id', 'quantity', 'reason', 'note', 'created_at'],
      readers: readers.everyone,
      ofWholesaler: through('variant_id', 'variants'),
    },
    navigation: nav,
    list: ['created_at', 'variant_id', 'quantity', 'reason', 'note'],
    sort: { sortBy: 'created_at', direction: 'desc' },
    actions: readOnlyActions,
  },
  {
    policy: {
      table: 'imports',
      columns: [
        'id',
        'file_name',
        'wholesaler_id',
        'is_dry_run',
        'product_count',
        'created_count',
        'updated_count',
        'unchanged_count',
        'failed_count',
        'finished_at',
        'created_at',
      ],
      readers: ['admin', 'wholesaler'],
      ofWholesaler: byColumn(),
    },
    navigation: nav,
    title: 'file_name',
    list: [
      'created_at',
      'file_name',
      'is_dry_run',
      'created_count',
      'updated_count',
      'unchanged_count',
      'failed_count',
    ],
    sort: { sortBy: 'created_at', direction: 'desc' },
    actions: { ...readOnlyActions, ...importActions(services) },
  },
  {
    policy: {
      table: 'import_rows',
      columns: ['id', 'import_id', 'row_number', 'handle', 'outcome', 'messages'],
      readers: ['admin', 'wholesaler'],
      ofWholesaler: through('import_id', 'imports'),
    },
    navigation: nav,
    list: ['import_id', 'row_number', 'handle', 'outcome'],
    sort: { sortBy: 'row_number', direction: 'asc' },
    properties: { messages: json },
    actions: readOnlyActions,
  },
];
