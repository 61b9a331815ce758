import type { Api } from '#lib/api.ts';
import { readCategories } from '#lib/server/categories.ts';
import { PUBLIC_URL } from '$app/env/private';
import type { RequestHandler } from './$types';

const LIMIT = 50_000; // What one sitemap may hold.
const FRESH_MS = 3600_000;
let kept: { paths: string[]; until: number } | null = null;

/** Every public page; read at most once an hour, a hundred products at a time. */
export const GET: RequestHandler = async ({ url, locals }) => {
  if (!kept || kept.until < Date.now()) kept = { paths: await readPaths(locals.api), until: Date.now() + FRESH_MS };
  const origin = PUBLIC_URL ?? url.origin;
  const entries = kept.paths.map(path => `<url><loc>${origin}${path}</loc></url>`);
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('\n')}</urlset>\n`;
  return new Response(xml, { headers: { 'content-type': 'application/xml', 'cache-control': 'public, max-age=3600' } });
};

async function readPaths(api: Api): Promise<string[]> {
  const [categories, wholesalers] = await Promise.all([readCategories(api), api('GET /api/catalog/wholesalers')]);
  const paths = [
    '/',
    '/c',
    '/w',
    '/about',
    ...categories.map(({ slug }) => `/c/${slug}`),
    ...wholesalers.items.map(({ slug }) => `/w/${slug}`),
  ];
  let cursor: string | null = '';
  while (cursor !== null && paths.length < LIMIT) {
    const answer: { items: { slug: string }[]; nextCursor: string | null } = await api('GET /api/catalog/products', {
      query: { channel: 'b2c', limit: 100, ...(cursor ? { cursor } : {}) },
    });
    paths.push(...answer.items.map(({ slug }) => `/p/${slug}`));
    cursor = answer.nextCursor;
  }
  return paths.slice(0, LIMIT);
}
