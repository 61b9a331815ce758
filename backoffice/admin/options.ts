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
    properties: withReferences(policy.columns, mergeTitle(properties, title, policy.columns)),
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
  const references = Object.values(resource.decorate().properties)
    .filter(property => property.reference() !== null)
    .map(property => property.name());
  for (const record of [response.record, ...(response.records ?? [])])
    for (const path of references) if (record?.params && !record.populated?.[path]) delete record.params[path];
  return response;
}

/** AdminJS takes any column called title or name for the title: only the one that was said is. */
function mergeTitle(
  properties: PanelResource['properties'],
  title: string | undefined,
  columns: readonly string[],
): NonNullable<ResourceOptions['properties']> {
  if (!title) return properties ?? {};
  const others = columns.filter(column => column !== title && ['title', 'name', 'email', 'subject'].includes(column));
  const named = [title, ...others].map(column => [column, { ...properties?.[column], isTitle: column === title }]);
  return { ...properties, ...Object.fromEntries(named) };
}

// The adapter knows foreign keys of one column; these are part of keys of two (a variant and its wholesaler).
const REFERENCES: Record<string, string> = {
  product_id: 'products',
  variant_id: 'variants',
  wholesaler_order_id: 'wholesaler_orders',
  order_line_id: 'order_lines',
  shipment_id: 'shipments',
  wholesaler_id: 'wholesalers',
  account_id: 'ledger_accounts',
};

function withReferences(columns: readonly string[], properties: NonNullable<ResourceOptions['properties']>) {
  const named = columns.filter(column => REFERENCES[column]);
  const references = named.map(column => [column, { reference: REFERENCES[column]!, ...properties[column] }]);
  return { ...properties, ...Object.fromEntries(references) };
}
