import type { Services } from '#backoffice/services.ts';
import { webhookActions } from '../actions/webhook-events.ts';
import { each, json, rate, status } from '../format.ts';
import { navigation, type PanelResource, readers, readOnlyActions, role } from '../panel-resource.ts';

const nav = navigation.operations;

export const operationsResources = (services: Services): PanelResource[] => [
  {
    policy: {
      table: 'webhook_events',
      columns: [
        'id',
        'provider',
        'type',
        'event_id',
        'received_at',
        'applied_at',
        'outcome',
        'attempts',
        'last_error',
        'payload',
      ],
      readers: readers.admin,
    },
    navigation: nav,
    title: 'event_id',
    list: ['received_at', 'provider', 'type', 'outcome', 'applied_at', 'attempts'],
    filter: ['provider', 'type', 'event_id', 'received_at'],
    sort: { sortBy: 'received_at', direction: 'desc' },
    properties: { payload: json },
    actions: { ...readOnlyActions, ...webhookActions(services) },
  },
  {
    policy: {
      table: 'job_runs',
      columns: ['id', 'job', 'slot', 'status', 'started_at', 'finished_at', 'summary', 'error'],
      readers: readers.staff,
    },
    navigation: nav,
    title: 'job',
    list: ['started_at', 'job', 'slot', 'status', 'finished_at'],
    sort: { sortBy: 'started_at', direction: 'desc' },
    properties: { status, summary: json },
    actions: readOnlyActions,
  },
  {
    policy: {
      table: 'letters',
      columns: [
        'id',
        'kind',
        'recipient_address',
        'subject',
        'status',
        'attempts',
        'last_error',
        'order_id',
        'sent_at',
        'created_at',
      ],
      readers: readers.admin,
    },
    navigation: nav,
    title: 'subject',
    list: ['created_at', 'kind', 'recipient_address', 'status', 'sent_at'],
    sort: { sortBy: 'created_at', direction: 'desc' },
    properties: { status },
    actions: readOnlyActions,
  },
  {
    policy: {
      table: 'tax_rates',
      columns: ['id', 'country', 'region', 'tax_category', 'rate_bp', 'starts_on', 'ends_on', 'created_at'],
      writable: ['country', 'region', 'tax_category', 'rate_bp', 'starts_on', 'ends_on'],
      readers: readers.staff,
      writers: ['admin'],
    },
    navigation: nav,
    list: ['country', 'region', 'tax_category', 'rate_bp', 'starts_on', 'ends_on'],
    properties: { rate_bp: rate, ...each(['starts_on', 'ends_on'], { isRequired: false }) },
    actions: {
      new: { isAccessible: role('admin') },
      edit: { isAccessible: role('admin') },
      delete: { isAccessible: false },
      bulkDelete: { isAccessible: false },
    },
  },
];
