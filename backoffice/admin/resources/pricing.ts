import { each, money, rate, showOnly } from '../format.ts';
import { navigation, type PanelResource, readers, role } from '../panel-resource.ts';
import { byColumn } from '../policy.ts';
import { readOnly } from './read-only.ts';

const RULES = [
  ...[
    'code',
    'title',
    'kind',
    'percent_bp',
    'fixed_cents',
    'buy_quantity',
    'get_quantity',
    'wholesaler_id',
    'category_id',
  ],
  ...['channel', 'minimum_goods_cents', 'starts_at', 'ends_at', 'usage_limit', 'usage_limit_per_buyer', 'budget_cents'],
  ...['wholesaler_share_bp', 'is_combinable'],
];
const OPTIONAL = RULES.filter(column => !['title', 'kind'].includes(column));
const TERMS = ['minimum_order_cents', 'minimum_first_order_cents'];

/** Promotions are the platform's to make, because it may pay for them; a wholesaler sees its own. */
export const pricingResources = (): PanelResource[] => [
  {
    policy: {
      table: 'promotions',
      columns: ['id', ...RULES, 'created_at'],
      writable: RULES,
      readers: readers.everyone,
      writers: ['admin'],
      ofWholesaler: byColumn(),
    },
    navigation: navigation.catalogue,
    title: 'title',
    list: ['title', 'code', 'kind', 'wholesaler_id', 'starts_at', 'ends_at', 'wholesaler_share_bp'],
    filter: ['title', 'code', 'kind', 'wholesaler_id', 'channel'],
    sort: { sortBy: 'created_at', direction: 'desc' },
    properties: {
      ...each(OPTIONAL, { isRequired: false }),
      kind: {
        availableValues: options({
          percent: 'Percent',
          fixed: 'Fixed amount',
          free_shipping: 'Free delivery',
          buy_x_get_y: 'Buy some, get some',
        }),
      },
      channel: { isRequired: false, availableValues: options({ b2c: 'Retail', b2b: 'Wholesale' }) },
      ...each(['percent_bp', 'wholesaler_share_bp'], { ...rate, isRequired: false }),
      ...each(['fixed_cents', 'minimum_goods_cents', 'budget_cents'], { ...money, isRequired: false }),
      created_at: showOnly,
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
      table: 'promotion_redemptions',
      columns: ['id', 'promotion_id', 'order_id', 'buyer', 'discount_cents', 'created_at'],
      readers: readers.staff,
    },
    ['created_at', 'promotion_id', 'order_id', 'discount_cents'],
    { properties: { discount_cents: money } },
  ),
  {
    policy: {
      table: 'wholesaler_minimums',
      columns: ['id', 'wholesaler_id', 'country', ...TERMS, 'created_at'],
      writable: ['country', ...TERMS],
      readers: readers.everyone,
      writers: ['wholesaler'],
      ofWholesaler: byColumn(),
      tenantColumn: 'wholesaler_id',
    },
    navigation: navigation.catalogue,
    title: 'country',
    list: ['country', 'wholesaler_id', ...TERMS],
    properties: { ...each(TERMS, money), ...each(['wholesaler_id', 'created_at'], showOnly) },
    actions: { delete: { isAccessible: role('wholesaler') }, bulkDelete: { isAccessible: false } },
  },
];

const options = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));
