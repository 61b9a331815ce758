import type { ResourceOptions } from 'adminjs';
import type { PanelResource } from './panel-resource.ts';
import type { Viewer } from './viewer.ts';

/** How AdminJS lays a table out. What may be seen and done is decided by the policy, in ScopedResource; this only hides what it would refuse. */
export function panelOptions({
  policy,
  navigation,
  list,
  filter,
  show,
  sort,
  properties,
  actions,
  title,
}: PanelResource): ResourceOptions {
  const maySee = ({ currentAdmin }: { currentAdmin?: unknown }): boolean => {
    const viewer = currentAdmin as Viewer | undefined;
    if (!viewer || !policy.readers.includes(viewer.role)) return false;
    return viewer.role !== 'wholesaler' || policy.ofWholesaler !== undefined;
  };
  const mayWrite = ({ currentAdmin }: { currentAdmin?: unknown }): boolean =>
    policy.writers?.includes((currentAdmin as Viewer | undefined)?.role as Viewer['role']) ?? false;
  const merged: Record<string, object> = {
    list: { isAccessible: maySee },
    search: { isAccessible: maySee },
    show: { isAccessible: maySee },
    new: { isAccessible: mayWrite },
    edit: { isAccessible: mayWrite },
    delete: { isAccessible: mayWrite },
    bulkDelete: { isAccessible: false, isVisible: false },
  };
  for (const [name, action] of Object.entries(actions ?? {})) merged[name] = { ...merged[name], ...action };
  return {
    id: policy.table,
    navigation,
    listProperties: list,
    showProperties: show ?? [...policy.columns],
    filterProperties: filter ?? list,
    editProperties: [...(policy.writable ?? [])],
    ...(sort ? { sort } : {}),
    properties: { ...(title ? { [title]: { isTitle: true } } : {}), ...mergeTitle(properties, title) },
    actions: merged,
  };
}

function mergeTitle(
  properties: PanelResource['properties'],
  title: string | undefined,
): NonNullable<ResourceOptions['properties']> {
  if (!title) return properties ?? {};
  return { ...properties, [title]: { ...properties?.[title], isTitle: true } };
}
