import { Router } from 'express';
import type { Services } from '#backoffice/services.ts';

/** Before every body parser: a signature covers the bytes as they came. */
export function webhookRouter(_services: Services): Router {
  return Router();
}
