import type { RequestEvent } from '@sveltejs/kit';
import { ApiFailure } from '#lib/api.ts';
import { SERVICE_URL } from '$app/env/private';

/** Sends a form with a file on to the service, in the visitor's name; its answer. Refusals throw ApiFailure, as the typed client's do. */
export async function sendForm(event: RequestEvent, path: string, form: FormData): Promise<unknown> {
  const cookie = event.request.headers.get('cookie');
  const response = await fetch(SERVICE_URL + path, {
    method: 'POST',
    body: form,
    headers: {
      accept: 'application/json',
      origin: event.url.origin,
      'x-request-id': event.locals.requestId,
      'x-forwarded-for': event.getClientAddress(),
      ...(cookie ? { cookie } : {}),
    },
  });
  if (response.ok) return response.json().catch(() => null);
  throw new ApiFailure(response.status, await response.json().catch(() => ({})));
}

/** The chosen files of a form; a browser sends an empty one where none was chosen. */
export const filesOf = (form: FormData, name: string): File[] =>
  form.getAll(name).filter((value): value is File => value instanceof File && value.size > 0);
