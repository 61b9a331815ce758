import slugify from 'slugify';
import { safeHtml } from '#backoffice/commerce/product/index.ts';
import type { Services } from '#backoffice/services.ts';
import { editProduct } from '#backoffice/workflows/edit-product.ts';
import { priceListActions } from '../actions/price-lists.ts';
import { productActions, syncAfterChange } from '../actions/products.ts';
import { each, hidden, money, showOnly, status } from '../format.ts';
import { navigation, type PanelResource, readers, readOnlyActions, role } from '../panel-resource.ts';
import { byColumn, through } from '../policy.ts';
import { actorOf } from '../viewer.ts';

const nav = navigation.catalogue;

/** A draft needs a handle and slug that nobody should have to invent; the uuid's tail keeps them unique. */
function nameProduct(row: Record<string, unknown>): Record<string, unknown> {
  const words = slugify(String(row.title ?? ''), { lower: true, strict: true }) || 'product';
  const slug = `${words}-${String(row.id).slice(-6)}`;
  return { ...row, handle: slug, slug, description_html: safeHtml(String(row.description_html ?? '')) };
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
      update: async ({ id, change, viewer }) => {
        await editProduct(services, {
          productId: id,
          wholesalerId: viewer.wholesalerId,
          change,
          actor: actorOf(viewer),
        });
      },
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
    actions: { ...priceListActions(services), delete: { isAccessible: false }, bulkDelete: { isAccessible: false } },
  },
  {
    policy: {
      table: 'price_tiers',
      columns: ['id', 'price_list_id', 'variant_id', 'min_quantity', 'unit_price_cents', 'created_at'],
      writable: ['price_list_id', 'variant_id', 'min_quantity', 'unit_price_cents'],
      readers: readers.everyone,
      writers: ['wholesaler'],
      ofWholesaler: through('variant_id', 'variants'),
      // A platform's list may price its variants: seen, but not its own to change.
      ownedByWholesaler: through('price_list_id', 'price_lists'),
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
