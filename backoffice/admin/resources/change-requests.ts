import type { Services } from '#backoffice/services.ts';
import { changeRequestActions } from '../actions/change-requests.ts';
import { SHOW } from '../components/index.ts';
import { each, status } from '../format.ts';
import { navigation, type PanelResource, readers, readOnlyActions } from '../panel-resource.ts';
import { byColumn } from '../policy.ts';

const onlyShown = { isVisible: { list: false, filter: false, show: true, edit: false } };

export const changeRequestResources = (services: Services): PanelResource[] => [
  {
    policy: {
      table: 'product_change_requests',
      columns: [
        'id',
        'product_id',
        'wholesaler_id',
        'status',
        'status_reason',
        'proposed',
        'before',
        'requested_by',
        'decided_by',
        'decided_at',
        'created_at',
      ],
      readers: readers.everyone,
      ofWholesaler: byColumn(),
    },
    navigation: navigation.catalogue,
    list: ['created_at', 'product_id', 'status', 'wholesaler_id', 'status_reason'],
    filter: ['status', 'wholesaler_id', 'product_id', 'created_at'],
    sort: { sortBy: 'created_at', direction: 'desc' },
    show: [
      'product_id',
      'status',
      'status_reason',
      'proposed',
      'wholesaler_id',
      'requested_by',
      'decided_by',
      'decided_at',
      'created_at',
    ],
    properties: {
      status,
      proposed: { ...onlyShown, components: { show: SHOW.diff } },
      ...each(['before'], { isVisible: false }),
    },
    actions: { ...readOnlyActions, ...changeRequestActions(services) },
  },
];
