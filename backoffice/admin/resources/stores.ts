import type { Services } from '#backoffice/services.ts';
import { certificateActions, documentActions, settingActions } from '../actions/stores.ts';
import { hidden, money, status } from '../format.ts';
import { navigation, type PanelResource, readers, readOnlyActions } from '../panel-resource.ts';
import { readOnly } from './read-only.ts';

const nav = navigation.people;
const newest = { sortBy: 'created_at', direction: 'desc' } as const;

/** What belongs to a store's account: papers, certificates, orders that ask for a yes, and the platform's rule for terms. */
export const storeResources = (services: Services): PanelResource[] => [
  {
    policy: {
      table: 'store_documents',
      columns: ['id', 'store_id', 'kind', 'name', 'uploaded_by', 'created_at'],
      readers: readers.admin,
    },
    navigation: nav,
    title: 'name',
    list: ['name', 'kind', 'store_id', 'created_at'],
    filter: ['store_id', 'kind', 'created_at'],
    sort: newest,
    actions: { ...readOnlyActions, ...documentActions() },
  },
  {
    policy: {
      table: 'tax_certificates',
      columns: [
        'id',
        'store_id',
        'number',
        'status',
        'expires_on',
        'status_reason',
        'document_id',
        'decided_by',
        'decided_at',
        'created_at',
      ],
      readers: readers.staff,
    },
    navigation: nav,
    title: 'number',
    list: ['number', 'store_id', 'status', 'expires_on', 'created_at'],
    filter: ['store_id', 'status', 'expires_on'],
    sort: newest,
    properties: { status },
    actions: { ...readOnlyActions, ...certificateActions(services) },
  },
  {
    policy: {
      table: 'order_approvals',
      columns: [
        'id',
        'number',
        'store_id',
        'status',
        'submitted_by',
        'currency',
        'total_cents',
        'status_reason',
        'decided_by',
        'decided_at',
        'order_id',
        'created_at',
      ],
      readers: readers.staff,
    },
    navigation: nav,
    title: 'number',
    list: ['number', 'store_id', 'status', 'total_cents', 'created_at'],
    filter: ['number', 'store_id', 'status'],
    sort: newest,
    properties: { status, total_cents: money, currency: hidden },
    actions: readOnlyActions,
  },
  readOnly(
    {
      table: 'marketplace_settings',
      columns: ['id', 'terms_payout', 'updated_by', 'updated_at'],
      readers: readers.staff,
    },
    ['terms_payout', 'updated_by', 'updated_at'],
    {
      title: 'terms_payout',
      sort: { sortBy: 'updated_at', direction: 'desc' },
      actions: settingActions(services),
    },
  ),
];
