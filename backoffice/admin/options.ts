import type { Action, ActionContext, ActionResponse, ResourceOptions } from 'adminjs';
import type { PanelResource } from './panel-resource.ts';
import type { Viewer } from './viewer.ts';

// biome-ignore lint/suspicious/noExplicitAny: AdminJS types each action by its own answer
type AnyAction = Action<any>;

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
    list: { isAccessible: maySee, after: hideUnnamed },
    search: { isAccessible: maySee },
    show: { isAccessible: maySee, after: hideUnnamed },
    new: { isAccessible: mayWrite },
    edit: { isAccessible: mayWrite },
    delete: { isAccessible: mayWrite },
    bulkDelete: { isAccessible: false, isVisible: false },
  };
  for (const [name, action] of Object.entries(actions ?? {})) merged[name] = join(merged[name], action);
  return {
    id: policy.table,
    navigation,
    listProperties: list,
    showProperties: show ?? policy.columns.filter(column => column !== 'id'),
    filterProperties: filter ?? list,
    editProperties: [...(policy.writable ?? [])],
    ...(sort ? { sort } : {}),
    properties: { ...(title ? { [title]: { isTitle: true } } : {}), ...mergeTitle(properties, title) },
    actions: merged,
  };
}

/** What every table does after listing and showing stays, whatever a table adds. */
function join(usual: Partial<AnyAction> = {}, own: Partial<AnyAction> = {}): object {
  const after = [usual.after, own.after].flat().filter(hook => hook !== undefined);
  return { ...usual, ...own, ...(after.length > 0 ? { after } : {}) };
}

/** A reference to what the viewer may not see would stand there as an id that tells nobody anything. */
async function hideUnnamed(
  response: ActionResponse,
  _request: unknown,
  { resource }: ActionContext,
): Promise<ActionResponse> {
  const references = resource
    .properties()
    .filter(property => property.type() === 'reference')
    .map(property => property.path());
  for (const record of [response.record, ...(response.records ?? [])])
    for (const path of references) if (record?.params && !record.populated?.[path]) delete record.params[path];
  return response;
}

function mergeTitle(
  properties: PanelResource['properties'],
  title: string | undefined,
): NonNullable<ResourceOptions['properties']> {
  if (!title) return properties ?? {};
  return { ...properties, [title]: { ...properties?.[title], isTitle: true } };
}
