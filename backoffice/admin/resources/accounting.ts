import { navigation, type PanelResource, readers, role } from '../panel-resource.ts';

const isFinance = role('finance', 'admin');
const shut = { isAccessible: false, isVisible: false };
const onlyEdited = { new: shut, delete: shut, bulkDelete: shut, edit: { isAccessible: isFinance } };

/** How the ledger's accounts are called in the bookkeeping, and whose bookkeeping it is. */
export const accountingResources = (): PanelResource[] => [
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
      columns: ['id', 'consultant_number', 'client_number', 'account_length', 'fiscal_year_starts_in', 'updated_at'],
      writable: ['consultant_number', 'client_number', 'account_length', 'fiscal_year_starts_in'],
      readers: readers.staff,
      writers: ['finance', 'admin'],
    },
    navigation: navigation.money,
    list: ['consultant_number', 'client_number', 'account_length', 'fiscal_year_starts_in'],
    title: 'client_number',
    actions: onlyEdited,
  },
];
