import { type ActionFailure, fail } from '@sveltejs/kit';
import { ApiFailure } from '#lib/api.ts';
import type { RefusalDetail } from '../../../../backoffice/http/contract.ts';

export interface Refused {
  message: string;
  refusals: RefusalDetail[];
}

/** For form actions: what the service refuses becomes the form's answer with every reason; anything else goes up as a defect. */
export function refused<Extra extends object>(error: unknown, extra?: Extra): ActionFailure<Refused & Extra> {
  if (!(error instanceof ApiFailure) || error.status >= 500) throw error;
  const refusals = error.details.length > 0 ? error.details : [{ code: error.code, message: error.message }];
  return fail(error.status, { message: error.message, refusals, ...(extra as Extra) });
}
