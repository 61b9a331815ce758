import type { Endpoints } from './endpoint.ts';
import { allowOnly } from './form.ts';
import { matching, PAGING, page } from './lists.ts';
import { noSuch } from './refusal.ts';
import type { Event } from './shapes.ts';
import { newId, type State } from './state.ts';

export const eventEndpoints: Endpoints = {
  'GET /v1/events': (desk, { form }) => {
    allowOnly(form, [...PAGING, 'type', 'delivery_success']);
    return page(matching(Object.values(desk.state.events), form, ['type']), form, '/v1/events');
  },
  'GET /v1/events/:id': (desk, { id }) => {
    const event = desk.state.events[id];
    if (!event) throw noSuch('event', id);
    return event;
  },
};

/** Stripe keeps them thirty days; the stand-in as many as the file can take four times a second. */
const MOST_KEPT = 2_000;

/** Remembers what happened, as it looked at that moment. */
export function recordEvent(
  state: State,
  about: { type: string; object: object; previous?: object | undefined; account?: string | undefined; created: number },
): Event {
  const { type, object, previous, account, created } = about;
  const data = structuredClone({ object, ...(previous && { previous_attributes: previous }) });
  const event: Event = {
    id: newId('evt_1'),
    object: 'event',
    ...(account && { account }),
    api_version: '2026-10-28.endive',
    created,
    data,
    livemode: false,
    pending_webhooks: 0,
    request: { id: null, idempotency_key: null },
    type,
  };
  state.events[event.id] = event;
  const ids = Object.keys(state.events);
  if (ids.length > MOST_KEPT) delete state.events[ids[0]!];
  return event;
}
