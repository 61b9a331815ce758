import { navigation, type PanelResource, readOnlyActions } from '../panel-resource.ts';
import type { Policy } from '../policy.ts';

const newest = { sortBy: 'created_at', direction: 'desc' } as const;

/** A table of money: looked at, and changed by its actions only. */
export const readOnly = (policy: Policy, list: string[], rest: Partial<PanelResource> = {}): PanelResource => ({
  policy,
  navigation: navigation.money,
  list,
  sort: newest,
  ...rest,
  actions: { ...readOnlyActions, ...rest.actions },
});
