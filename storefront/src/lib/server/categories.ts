import type { Api } from '#lib/api.ts';
import type { Category } from '../../../../backoffice/http/contract.ts';
import { log } from './log.ts';

const FRESH_MS = 60_000;
let kept: { items: Category[]; until: number } | null = null;

/** The category tree, the same for everyone and on every page: asked once a minute, and the last answer serves while the service is away. */
export async function readCategories(api: Api): Promise<Category[]> {
  if (kept && kept.until > Date.now()) return kept.items;
  try {
    const { items } = await api('GET /api/catalog/categories');
    kept = { items, until: Date.now() + FRESH_MS };
  } catch (error) {
    log('warn', 'categories could not be read', { err: error });
  }
  return kept?.items ?? [];
}
