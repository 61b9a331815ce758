import { type Form, texts } from './form.ts';
import { Refusal } from './refusal.ts';
import type { Session } from './shapes.ts';
import { type Desk, findThing } from './state.ts';

type Json = Record<string, unknown>;

/** A copy of the answer in which each path of expand[] shows the object instead of its id. */
export function expand(desk: Desk, answer: object, form: Form): object {
  const copy = structuredClone(answer) as Json;
  for (const path of texts(form, 'expand')) expandPath(desk, copy, path.split('.'), path);
  return copy;
}

function expandPath(desk: Desk, within: Json, [field, ...rest]: string[], path: string): void {
  if (field === undefined) return;
  if (field === 'data' && within.object === 'list') {
    for (const item of within.data as Json[]) expandPath(desk, item, rest, path);
    return;
  }
  if (field === 'line_items' && within.object === 'checkout.session') {
    within.line_items = lineItems(desk, within as unknown as Session);
    return;
  }
  const value = within[field];
  if (value === null) return;
  if (typeof value === 'string') within[field] = structuredClone(findThing(desk, value));
  if (!within[field] || typeof within[field] !== 'object') {
    const message = `This property cannot be expanded (${path}).`;
    throw new Refusal(400, { param: 'expand', message, isValidation: true });
  }
  expandPath(desk, within[field] as Json, rest, path);
}

export function lineItems({ state }: Desk, { id }: Pick<Session, 'id'>) {
  const data = state.lineItems[id] ?? [];
  return { object: 'list', data, has_more: false, url: `/v1/checkout/sessions/${id}/line_items` };
}
