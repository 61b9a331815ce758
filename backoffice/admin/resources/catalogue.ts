import sanitizeHtml from 'sanitize-html';
import slugify from 'slugify';
import type { Services } from '#backoffice/services.ts';
import { importActions } from '../actions/imports.ts';
import { productActions, syncAfterChange } from '../actions/products.ts';
import { stockActions } from '../actions/stock.ts';
import { each, hidden, json, money, showOnly, status } from '../format.ts';
import { navigation, type PanelResource, readers, readOnlyActions, role } from '../panel-resource.ts';
import { byColumn, through } from '../policy.ts';

const nav = navigation.catalogue;

/** A draft needs a handle and slug that nobody should have to invent; the uuid's tail keeps them unique. */
function nameProduct(row: Record<string, unknown>): Record<string, unknown> {
  const words = slugify(String(row.title ?? ''), { lower: true, strict: true }) || 'product';
  const slug = `${words}-${String(row.id).slice(-6)}`;
  return { ...row, handle: slug, slug, description_html: sanitizeHtml(String(row.description_html ?? '')) };
}

export const catalogueResources = (services: Services): PanelResource[] => [
  {
    policy: {
      table: 'products',
      columns: [
        'id',
        'title',
        'status',
        'status_reason',
        'wholesaler_id',
        'category_id',
        'slug',
        'description_html',
        'tax_category',
        'published_at',
        'created_at',
        'updated_at',
      ],
      writable: ['title', 'description_html', 'category_id', 'tax_category'],
      readers: readers.everyone,
      writers: ['admin', 'wholesaler'],
      ofWholesaler: byColumn(),
      tenantColumn: 'wholesaler_id',
      onCreate: nameProduct,
    },
    navigation: nav,
    title: 'title',
    list: ['title', 'status', 'wholesaler_id', 'category_id', 'updated_at'],
    filter: ['title', 'status', 'wholesaler_id', 'category_id'],
    sort: { sortBy: 'updated_at', direction: 'desc' },
    properties: {
      status: { ...status, ...showOnly },
      description_html: { type: 'textarea', isVisible: { list: false, filter: false, show: true, edit: true } },
      tax_category: { availableValues: ['standard', 'reduced', 'zero'].map(value => ({ value, label: value })) },
      ...each(['slug', 'status_reason', 'published_at', 'created_at', 'updated_at', 'wholesaler_id'], showOnly),
    },
    actions: productActions(services),
  },
  {
    policy: {
      table: 'variants',
      columns: [
        'id',
        'product_id',
        'title',
        'sku',
        'barcode',
        'wholesaler_id',
        'retail_price_cents',
        'compare_at_price_cents',
        'wholesale_price_cents',
        'moq',
        'case_pack',
        'maximum_quantity',
        'weight_grams',
        'archived_at',
        'updated_at',
      ],
      writable: [
        'product_id',
        'title',
        'sku',
        'barcode',
        'retail_price_cents',
        'compare_at_price_cents',
        'wholesale_price_cents',
        'moq',
        'case_pack',
        'maximum_quantity',
        'weight_grams',
      ],
      readers: readers.everyone,
      writers: ['wholesaler'],
      ofWholesaler: byColumn(),
      tenantColumn: 'wholesaler_id',
      ownReferences: [['product_id', 'products']],
    },
    navigation: nav,
    title: 'sku',
    list: ['sku', 'product_id', 'title', 'retail_price_cents', 'wholesale_price_cents', 'moq', 'case_pack'],
    filter: ['sku', 'product_id', 'barcode', 'wholesaler_id'],
    sort: { sortBy: 'updated_at', direction: 'desc' },
    properties: {
      ...each(['retail_price_cents', 'compare_at_price_cents', 'wholesale_price_cents'], money),
      ...each(['wholesaler_id', 'archived_at', 'updated_at'], showOnly),
      ...each(['moq', 'case_pack', 'weight_grams'], { isRequired: false }),
    },
    actions: {
      ...syncAfterChange(services, 'product_id'),
      delete: { isAccessible: false },
      bulkDelete: { isAccessible: false },
    },
  },
  {
    policy: {
      table: 'price_lists',
      columns: ['id', 'name', 'wholesaler_id', 'store_group_id', 'currency', 'starts_at', 'ends_at', 'created_at'],
      writable: ['name', 'store_group_id', 'starts_at', 'ends_at'],
      readers: readers.everyone,
      writers: ['admin', 'wholesaler'],
      ofWholesaler: byColumn(),
      tenantColumn: 'wholesaler_id',
    },
    navigation: nav,
    title: 'name',
    list: ['name', 'wholesaler_id', 'store_group_id', 'starts_at', 'ends_at'],
    properties: {
      ...each(['wholesaler_id', 'created_at', 'currency'], showOnly),
      ...each(['starts_at', 'ends_at', 'store_group_id'], { isRequired: false }),
    },
    actions: { delete: { isAccessible: false }, bulkDelete: { isAccessible: false } },
  },
  {
    policy: {
      table: 'price_tiers',
      columns: ['id', 'price_list_id', 'variant_id', 'min_quantity', 'unit_price_cents', 'created_at'],
      writable: ['price_list_id', 'variant_id', 'min_quantity', 'unit_price_cents'],
      readers: readers.everyone,
      writers: ['wholesaler'],
      ofWholesaler: through('variant_id', 'variants'),
      ownReferences: [
        ['price_list_id', 'price_lists'],
        ['variant_id', 'variants'],
      ],
    },
    navigation: nav,
    list: ['variant_id', 'min_quantity', 'unit_price_cents', 'price_list_id'],
    properties: { unit_price_cents: money, created_at: hidden },
    actions: syncAfterChange(services, 'variant_id'),
  },
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
  {
    policy: {
      table: 'categories',
      columns: ['id', 'name', 'slug', 'parent_id', 'blurb', 'position'],
      writable: ['name', 'slug', 'parent_id', 'blurb', 'position'],
      readers: readers.everyone,
      writers: ['admin'],
      ofWholesaler: rows => rows,
    },
    navigation: nav,
    title: 'name',
    list: ['name', 'slug', 'parent_id', 'position'],
    sort: { sortBy: 'position', direction: 'asc' },
    actions: {
      new: { isAccessible: role('admin') },
      edit: { isAccessible: role('admin') },
      delete: { isAccessible: false },
      bulkDelete: { isAccessible: false },
    },
  },
  {
    policy: {
      table: 'product_reviews',
      columns: ['id', 'product_id', 'author', 'rating', 'title', 'body', 'created_at'],
      readers: readers.everyone,
      ofWholesaler: through('product_id', 'products'),
    },
    navigation: nav,
    list: ['created_at', 'product_id', 'rating', 'title', 'author'],
    sort: { sortBy: 'created_at', direction: 'desc' },
    actions: readOnlyActions,
  },
];
