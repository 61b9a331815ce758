import type { Action, ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import { Refusal } from '#backoffice/commerce/refusal.ts';
import { ProviderFailure } from '#backoffice/providers/failure.ts';
import { FORMS } from '../components/index.ts';
import { type Viewer, viewerOf } from '../viewer.ts';

export { actorOf } from '../viewer.ts';

export interface Field {
  name: string;
  label: string;
  type: 'text' | 'textarea' | 'number' | 'money' | 'rate' | 'select' | 'record' | 'checkbox' | 'date';
  /** Of a record: the table it is looked up in. */
  resource?: string;
  options?: { value: string; label: string }[];
  isRequired?: boolean;
  help?: string;
}

export interface Step {
  label: string;
  icon: string;
  /** What will happen, in a sentence above the button: nothing moves money or goods without it. */
  consequence: string;
  fields?: Field[];
  isDangerous?: boolean;
  roles: Viewer['role'][];
  /** Column → values of the record for which the step makes sense. */
  when?: Record<string, string[]>;
  component?: string;
  run: (given: {
    id: string;
    record: Record<string, unknown>;
    input: Record<string, unknown>;
    viewer: Viewer;
  }) => Promise<string | { message: string; data?: unknown }>;
}

type AnyAction = Partial<Action<ActionResponse>>;

/** A step on one record: opening its form reads, posting it runs one workflow. AdminJS answers both methods, so the method decides here. */
export const recordStep = (step: Step): AnyAction => ({
  ...shared(step),
  actionType: 'record',
  isVisible: context => isSensible(step, context),
  isAccessible: context => mayTake(step, context),
  handler: async (request: ActionRequest, _response: unknown, context: ActionContext) => {
    const { record, resource } = context;
    if (!record) throw new Error('A record step without a record');
    if (request.method !== 'post') return { record: record.toJSON(context.currentAdmin) };
    const id = String(record.id());
    const told = await attempt(() =>
      step.run({ id, record: record.params, input: inputOf(request), viewer: viewerOf(context) }),
    );
    const after = (await resource.findOne(id, context)) ?? record;
    return { record: after.toJSON(context.currentAdmin), ...told };
  },
});

/** A step on the table as a whole (an import, a payout run). */
export const tableStep = (step: Step): AnyAction => ({
  ...shared(step),
  actionType: 'resource',
  isVisible: context => mayTake(step, context),
  isAccessible: context => mayTake(step, context),
  handler: async (request: ActionRequest, _response: unknown, context: ActionContext) => {
    if (request.method !== 'post') return {};
    return attempt(() => step.run({ id: '', record: {}, input: inputOf(request), viewer: viewerOf(context) }));
  },
});

/** A list with its filter already set, beside the table's other steps. */
export const filterStep = (filter: {
  label: string;
  icon: string;
  href: string;
  roles: Viewer['role'][];
}): AnyAction => ({
  actionType: 'resource',
  icon: filter.icon,
  component: false,
  custom: { label: filter.label },
  isVisible: context => filter.roles.includes((context.currentAdmin as Viewer | undefined)?.role as Viewer['role']),
  isAccessible: context => filter.roles.includes((context.currentAdmin as Viewer | undefined)?.role as Viewer['role']),
  handler: async () => ({ redirectUrl: filter.href }),
});

const shared = (step: Step): AnyAction => ({
  icon: step.icon,
  component: step.component ?? FORMS.action,
  custom: {
    label: step.label,
    consequence: step.consequence,
    fields: step.fields ?? [],
    isDangerous: step.isDangerous ?? false,
  },
  variant: step.isDangerous ? 'danger' : 'primary',
});

const mayTake = (step: Step, context: ActionContext): boolean =>
  step.roles.includes((context.currentAdmin as Viewer | undefined)?.role as Viewer['role']);

function isSensible(step: Step, context: ActionContext): boolean {
  if (!mayTake(step, context)) return false;
  return Object.entries(step.when ?? {}).every(
    ([column, values]) => !context.record || values.includes(String(context.record.get(column))),
  );
}

const inputOf = (request: ActionRequest): Record<string, unknown> => request.payload ?? {};

/** A refusal is shown with every reason; a vendor that is down is named; a defect travels on and is logged with its id. */
async function attempt(run: () => ReturnType<Step['run']>) {
  try {
    const done = await run();
    const { message, data } = typeof done === 'string' ? { message: done, data: undefined } : done;
    return { notice: { message, type: 'success' as const }, outcome: { isDone: true, data } };
  } catch (error) {
    const message = explain(error);
    if (!message) throw error;
    return { notice: { message, type: 'error' as const }, outcome: { isDone: false } };
  }
}

function explain(error: unknown): string | null {
  if (error instanceof Refusal)
    return error.details.length > 1 ? error.details.map(reason => reason.message).join(' · ') : error.message;
  if (error instanceof ProviderFailure) return `${error.provider} says: ${error.message}`;
  return null;
}

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() ? value.trim() : undefined;
export const wholeNumber = (value: unknown): number | undefined =>
  value === undefined || value === '' || value === null ? undefined : Number(value);

/** Of a form with a preview: only its second button says so in as many words. */
export const isConfirmed = ({ isPreview }: Record<string, unknown>): boolean =>
  isPreview === 'false' || isPreview === false;

export const reasonField = (help: string): Field => ({
  name: 'reason',
  label: 'Reason',
  type: 'textarea',
  isRequired: true,
  help,
});
