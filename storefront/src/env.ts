import { defineEnvVars } from '@sveltejs/kit/env';

const or = (fallback: string) => (value: string | undefined) => value || fallback;

/** Every setting of the storefront. All may be absent, so that a build needs none of them. */
export const variables = defineEnvVars({
  /** Where the service listens, seen from here. */
  SERVICE_URL: { schema: or('http://127.0.0.1:3001') },
  /** What search engines shall call us; absent: the address of the request. */
  PUBLIC_URL: { schema: (value: string | undefined) => value?.replace(/\/$/, '') || null },
  LOG_LEVEL: { schema: or('info') },
});
