import { PUBLIC_URL } from '$app/env/private';
import type { RequestHandler } from './$types';

const closed = [
  '/api/',
  '/admin',
  '/cart',
  '/checkout',
  '/orders',
  '/account',
  '/search',
  '/preferences',
  '/sign-in',
  '/sign-up',
];

export const GET: RequestHandler = ({ url }) => {
  const lines = [
    'User-agent: *',
    'Allow: /api/images/',
    ...closed.map(path => `Disallow: ${path}`),
    '',
    `Sitemap: ${PUBLIC_URL ?? url.origin}/sitemap.xml`,
  ];
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
};
