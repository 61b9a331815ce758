import type { Services } from '#backoffice/services.ts';
import { quotationActions } from '../actions/quotations.ts';
import { SHOW } from '../components/index.ts';
import { status } from '../format.ts';
import { navigation, type PanelResource, readers, readOnlyActions } from '../panel-resource.ts';
import { byColumn } from '../policy.ts';

const onlyShown = { isVisible: { list: false, filter: false, show: true, edit: false } };

/** A wholesaler sees the parts addressed to it, staff all of them; that others were asked is told to nobody but the store. */
export const quotationResources = (services: Services): PanelResource[] => [
  {
    policy: {
      table: 'quotation_parts',
      columns: ['id', 'number', 'status', 'store_name', 'wholesaler_id', 'open_until', 'created_at', 'updated_at'],
      readers: readers.everyone,
      ofWholesaler: byColumn(),
    },
    navigation: navigation.selling,
    title: 'number',
    list: ['number', 'status', 'store_name', 'open_until', 'created_at', 'wholesaler_id'],
    filter: ['number', 'status', 'store_name', 'wholesaler_id', 'open_until', 'created_at'],
    show: ['number', 'status', 'store_name', 'open_until', 'wholesaler_id', 'talk'],
    sort: { sortBy: 'updated_at', direction: 'desc' },
    properties: { status, talk: { ...onlyShown, components: { show: SHOW.quotation } } },
    actions: { ...readOnlyActions, ...quotationActions(services) },
  },
];
